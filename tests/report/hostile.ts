/** Words a stranger might choose to break out of a report. */
import fc from 'fast-check'

const fragments = [
  ...['|', '`', '``', '\\', '*', '**', '_', '~~', '#', '# ', '#12', '@somebody', '$a$', '[', ']', '](', '[x](https://evil.example/)', '![x](y)'],
  ...['<b>', '</details>', '<br>', '<!--', '-->', '<https://evil.example>', '&copy;', '&#60;', '&', '"', "'", '(', ')', '{', '}', '%'],
  ...[
    '\n',
    '\r\n',
    '\n\n',
    '\t',
    '    ',
    '1. ',
    '- ',
    '> ',
    '---',
    '===',
    '|---|',
    ':',
    '//',
    'https://evil.example/',
    'www.evil.example',
    'a@b.example',
  ],
  ...['\u202e', '\u2066', '\u2028', '\u200b', '\u001b[31m', '\u009b', '\u0000', '\ud800', '中文', '。', 'word', ' '],
]

/** Never empty once it is shown. */
export const hostile = fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 8 }).map((parts) => `${parts.join('')}z`)
