/** The name of a download, as servers write it. */
import { expect, it } from 'vitest'
import { fileNameIn } from '#hosts/disposition.ts'

it.each([
  ['attachment; filename="scan 1.nii.gz"', 'scan 1.nii.gz'],
  ['attachment; filename=scan 1.zip; size=9', 'scan 1.zip'],
  [`attachment; filename="____.zip"; filename*=UTF-8''%E5%BF%83%E8%84%8F.zip`, '心脏.zip'],
  [`attachment; filename*=utf-8'zh'%E5%BF%83.zip; filename="_.zip"`, '心.zip'],
  [`attachment; filename="a.zip"; filename*=UTF-8''100%.zip`, 'a.zip'],
  ['attachment', undefined],
  [undefined, undefined],
])('%s: %s', (header, name) => {
  expect(fileNameIn(header)).toBe(name)
})
