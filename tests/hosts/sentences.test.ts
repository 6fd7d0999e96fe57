/** A link at the end of a sentence means what it means alone, and a name keeps the letters and brackets that are its own. */
import { expect, it } from 'vitest'
import { findCheckers } from '#hosts/index.ts'

const checkers = await findCheckers()

function read(host: string, url: string) {
  const target = checkers.get(host)?.match(new URL(url), { url, access: 'open' })
  if (target === undefined || 'invalid' in target) throw new Error(`${url}: ${JSON.stringify(target)}`)
  return target
}

it.each([
  ['s3', 'https://fcp-indi.s3.amazonaws.com/data/a.zip', [')。', '），', '”.', '、', '%20', '%E3%80%82']],
  ['s3', 'https://fcp-indi.s3.amazonaws.com/data/', [')。', '.']],
  ['s3', 'https://fcp-indi.s3.amazonaws.com/扫描２', ['。', '）', ').']],
  ['s3', 'https://fcp-indi.s3.amazonaws.com/数据（训练）', ['。', ',']],
  ['s3', 'https://fcp-indi.s3.amazonaws.com/scans%20(1)', ['.', ';']],
  ['physionet', 'https://physionet.org/content/slpdb/1.0.0', [').', '）。', '，', '**', '/)', '/]']],
  ['physionet', 'https://physionet.org/files/slpdb/1.0.0', ['/**', '/*', '/)。']],
  ['physionet', 'https://physionet.org/files/slpdb/1.0.0/扫描２', ['。', ').']],
  ['physionet', 'https://physionet.org/files/slpdb/1.0.0/scans(1)', ['.', '，']],
  ['physionet', 'https://physionet.org/files/slpdb/1.0.0/a%20b/slp01a.dat', ['.', ']', '>', '/']],
  ['grand-challenge', 'https://hecktor.grand-challenge.org/Dataset', [').', '。', '）', ']', '/)']],
  ['grand-challenge', 'https://hecktor.grand-challenge.org/数据２', ['。', ')']],
  ['grand-challenge', 'https://grand-challenge.org/api/v1/challenges/HECKTOR', [').', '。']],
  ['doi', 'https://doi.org/10.5072/lung-ct-2020', [').', '）。', '/', '/).', '”，', ']', '>', '】']],
  ['doi', 'https://doi.org/10.1016/S0140-6736(20)30183-5', ['.', ').', '）']],
  ['doi', 'https://doi.org/10.5072/set(1)', ['.', ').', '/', '，']],
  ['tcia', 'https://www.cancerimagingarchive.net/collection/lidc-idri', [').', '》。', '，', '’']],
  ['tcia', 'https://wiki.cancerimagingarchive.net/display/Public/Lung+CT+(old)', ['.', '。']],
  ['tcia', 'https://wiki.cancerimagingarchive.net/pages/viewpage.action?pageId=24284539', [').', '。']],
  ['simula', 'https://datasets.simula.no/kvasir', [').', '。', '/', '/index.html', '/index.html)。']],
  ['simula', 'https://datasets.simula.no/downloads/kvasir-seg.zip', ['».', '）']],
  ['ics-forth', 'https://www.ics.forth.gr/cvrl/fire', [').', '。', '/', '/index.html', '/index.htm)。']],
  ['isic', 'https://challenge.isic-archive.com/data/#2019', [').', '。', '>']],
])('%s: %s', (host, url, ends) => {
  const alone = read(host, url)
  for (const end of ends) expect([end, read(host, url + end)]).toEqual([end, alone])
})

it('full-width letters and digits are part of a name', () => {
  expect(read('s3', 'https://fcp-indi.s3.amazonaws.com/扫描２')).toMatchObject({ key: '%E6%89%AB%E6%8F%8F%EF%BC%92' })
  expect(read('physionet', 'https://physionet.org/files/slpdb/1.0.0/扫描２')).toMatchObject({ file: '%E6%89%AB%E6%8F%8F%EF%BC%92' })
  expect(read('grand-challenge', 'https://hecktor.grand-challenge.org/数据２')).toMatchObject({ path: '/%E6%95%B0%E6%8D%AE%EF%BC%92/' })
})
