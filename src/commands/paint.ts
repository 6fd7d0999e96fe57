/** Colour for a terminal, and none elsewhere. */
import { styleText } from 'node:util'
import type { Paint, Style } from '#report/columns.ts'

const STYLES = {
  alive: 'green',
  restricted: 'cyan',
  gone: 'red',
  invalid: 'red',
  unreachable: 'yellow',
  blocked: 'magenta',
  unknown: 'magenta',
  dim: 'dim',
  bold: 'bold',
} as const satisfies Record<Style, string>

/** Paints for this stream; NO_COLOR, FORCE_COLOR and streams that are no terminal are respected. */
export const painter =
  (stream: NodeJS.WriteStream): Paint =>
  (style, text) =>
    styleText(STYLES[style], text, { stream })
