import { declarationText } from './decimalShape';
import { shapesByLibrary } from './decimalShapes';
import { dineroText, prismaRuntimeText, prismaText, reactText } from './otherTexts';

/**
 * Declarations of the decimal libraries, by the name that they are imported by. They stand in for the libraries' own,
 * so that what is found does not depend on whether packages are installed, on a library's version, or on the form of
 * an import: plain `require('big.js')` gives a constructor that is called with or without `new`.
 */
export const libraryShapes: ReadonlyMap<string, string> = new Map([
  ...[...shapesByLibrary].map(([name, shape]) => [name, declarationText(shape)] as const),
  ['dinero.js', dineroText],
  ['@prisma/client', prismaText],
  ['@prisma/client/runtime/library', prismaRuntimeText],
  ['react', reactText],
  ['toformat', 'declare function toFormat<T>(constructor: T): T;\nexport = toFormat;\n'],
]);
