/** Which addresses of Google's are shares on its drive: a form that is not known is no mistake of the catalogue. */
import { expect, it } from 'vitest'
import drive from '#hosts/google-drive/checker.ts'

const match = (url: string) => drive.match(new URL(url), { url, access: 'open' })

it.each([
  'https://docs.google.com/document/d/e/2PACX-1vQ0aBcDeFgHiJkLmNoPqRsTuVwXyZ/pub',
  'https://docs.google.com/spreadsheets/d/e/2PACX-1vQ0aBcDeFgHiJkLmNoPqRsTuVwXyZ/pubhtml',
  'https://docs.google.com/forms/d/e/1FAIpQLSd0aBcDeFgHiJkLmNoPqRsTuVwXyZ/viewform',
  'https://drive.google.com/some/form/of/tomorrow',
])('%s is judged as any other page', (url) => {
  expect(match(url)).toBeUndefined()
})

it.each(['', 'drive', 'drive/my-drive', 'drive/u/1/my-drive', 'drive/shared-with-me', 'drive/u/0/home'])("/%s is somebody's own", (path) => {
  expect(match(`https://drive.google.com/${path}`)).toMatchObject({ invalid: 'not-a-dataset' })
})

const ID = '1AbcDEfgHIjkLMnopQRstUVwxYZ012345'

it.each([
  ['file', `https://drive.usercontent.google.com/uc?id=${ID}&export=download`],
  ['file', `https://drive.usercontent.google.com/u/0/uc?id=${ID}&export=download`],
  ['file', `https://drive.google.com/file/d/${ID}...`],
  ['file', `https://drive.google.com/file/d/${ID}…`],
  ['folder', `https://drive.google.com/drive/folders/${ID}\u200b`],
  ['folder', `https://drive.google.com/drive/folders/${ID}\ufeff。`],
  ['any', `https://docs.google.com/document/u/0/d/${ID}/edit`],
  ['any', `https://docs.google.com/spreadsheets/u/1/d/${ID}`],
])('%s: %s', (kind, url) => {
  expect(match(url)).toEqual({ kind, id: ID })
})

it('somebody publishes under one of several accounts, too', () => {
  expect(match('https://docs.google.com/document/u/0/d/e/2PACX-1vQ0aBcDeFgHiJkLmNoPqRsTuVwXyZ/pub')).toBeUndefined()
})

it.each(['1AbcDEfgHIjkLMnopQRstUVwxYZ01234…', '1AbcDEfgHIjkLMnopQRstUVwxYZ01...', '0B1aBcDeFgHiJkLmNoPqRsTuVw...'])('%s is cut off', (id) => {
  expect(match(`https://drive.google.com/file/d/${id}`)).toMatchObject({ invalid: 'incomplete-url' })
})
