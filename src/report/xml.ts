/** The words of strangers in XML: what `html` does not escape because only XML forbids it. */
import { plain } from './escape.ts'

/** One line of characters that XML 1.0 allows. */
export const inXml = (text: string): string => plain(text).replace(/[\ufffe\uffff]/g, '')
