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
