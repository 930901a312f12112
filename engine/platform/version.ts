/** The product's version, as its package names it. */
export { version as productVersion } from '../../package.json';
