/** The address at which the plugin in the editor's TypeScript server and the language server meet. */
import * as v from 'valibot';

/** The plugin's name, by which the manifest and `node_modules` of the extension have it. */
export const editorProgramPlugin = 'decimal-benchmark-typescript-plugin';

/** The language server listens there, and the plugin shows the token, so that nobody else is believed. */
export const EditorProgramEndpoint = v.object({
  /** A socket's path, or a named pipe's. */
  address: v.pipe(v.string(), v.minLength(1)),
  token: v.pipe(v.string(), v.minLength(32)),
});
export type EditorProgramEndpoint = v.InferOutput<typeof EditorProgramEndpoint>;
