/** Entry of the bundle that holds the TypeScript compiler: loaded on demand, see `loadScriptProject`. */
export { createScriptProject } from './project';
