/** Forms of links that are written alike and mean different things, and different ones that mean the same. */
import { describe, expect, it } from 'vitest'
import { findCheckers } from '#hosts/index.ts'

const checkers = await findCheckers()
const read = (host: string, url: string) => checkers.get(host)?.match(new URL(url), { url, access: 'open' })

describe('the same thing', () => {
  const gist = 'https://gist.github.com/octocat/6cad326836d38bd3a7ae'
  const notion = 'https://www.notion.so/0e0a4ca7ff594009b830b3c736964224'
  const parent = 'https://www.notion.so/lab/Data-5f3b0a4e000040008000000000000001'
  it.each([
    ['modelscope', 'https://www.modelscope.cn/datasets/lab/ct.git', 'https://www.modelscope.cn/datasets/lab/ct'],
    [
      'modelscope',
      'https://www.modelscope.cn/datasets/lab/ct/resolve/master/a.csv。',
      'https://www.modelscope.cn/datasets/lab/ct/resolve/master/a.csv',
    ],
    [
      'modelscope',
      'https://www.modelscope.cn/api/v1/datasets/lab/ct/repo?Revision=master&FilePath=a.csv。',
      'https://www.modelscope.cn/datasets/lab/ct/resolve/master/a.csv',
    ],
    [
      'huggingface',
      'https://huggingface.co/datasets/lab/ct/tree/refs/convert/parquet/default',
      'https://huggingface.co/datasets/lab/ct/tree/refs%2Fconvert%2Fparquet/default',
    ],
    ['huggingface', 'https://huggingface.co/datasets/lab/ct/blob/refs/pr/3/a.csv', 'https://huggingface.co/datasets/lab/ct/blob/refs%2Fpr%2F3/a.csv'],
    ['huggingface', 'https://huggingface.co/lab/ct/tree/refs/pr/3', 'https://huggingface.co/lab/ct/tree/refs%2Fpr%2F3'],
    ['heywhale', 'https://www.kesci.com/apps/home/dataset/5e95e3ede7ec38002d0351f6', 'https://www.heywhale.com/mw/dataset/5e95e3ede7ec38002d0351f6'],
    ['github', 'https://gist.github.com/6cad326836d38bd3a7ae/raw', gist],
    ['github', 'https://gist.github.com/6cad326836d38bd3a7ae/revisions', gist],
    ['github', 'https://gist.github.com/00000000000000000000/6cad326836d38bd3a7ae/raw', gist],
    ['github', 'https://gist.github.com/6cad326836d38bd3a7ae', gist],
    ['gitee', 'https://gitee.com/lab/ct/raw/master/a.csv。', 'https://gitee.com/lab/ct/raw/master/a.csv'],
    ['gitee', 'https://gitee.com/lab/ct.git,', 'https://gitee.com/lab/ct'],
    ['notion', `${parent}?p=0e0a4ca7ff594009b830b3c736964224&pm=s`, notion],
    ['notion', `${parent}?v=0e0a4ca7ff594009b830b3c736964224`, parent],
    ['notion', `${parent}?p=2`, parent],
    ['notion', `${parent}?p=0e0a4ca7-ff59-4009-b830-b3c736964224`, notion],
    ['modelscope', 'https://www.modelscope.cn/datasets/lab/ct。/summary', 'https://www.modelscope.cn/datasets/lab/ct/summary'],
    ['gitee', 'https://gitee.com/lab/ct)/tree/master', 'https://gitee.com/lab/ct/tree/master'],
    ['github', 'https://gist.github.com/123456/raw', 'https://gist.github.com/123456'],
    ['github', 'https://gist.github.com/1234567/revisions', 'https://gist.github.com/1234567'],
    ['github', 'https://gist.github.com/1234/567890', 'https://gist.github.com/567890'],
    ['physionet', 'https://physionet.org/files/mitdb/1.0.0/100.dat**', 'https://physionet.org/files/mitdb/1.0.0/100.dat'],
    ['physionet', 'https://physionet.org/files/mitdb/1.0.0/100.dat**。', 'https://physionet.org/files/mitdb/1.0.0/100.dat'],
    ['grand-challenge', 'https://luna16.grand-challenge.org/...', 'https://luna16.grand-challenge.org/'],
    ['grand-challenge', 'https://luna16.grand-challenge.org/…', 'https://luna16.grand-challenge.org/'],
    ['doi', 'https://doi.org/10.1234/abc)/', 'https://doi.org/10.1234/abc'],
    ['doi', 'https://doi.org/10.1234/abc./', 'https://doi.org/10.1234/abc'],
    ['doi', 'https://doi.org/10.1234/abc/)/', 'https://doi.org/10.1234/abc'],
    ['doi', 'https://doi.org/10.1234/zenodo.1234。/', 'https://doi.org/10.1234/zenodo.1234'],
    ['doi', 'https://doi.org/10.1234/abc(x)/)/', 'https://doi.org/10.1234/abc(x)'],
    ['s3', 'https://s3.amazonaws.com/lab-data/ct.zip”。', 'https://s3.amazonaws.com/lab-data/ct.zip'],
    ['wayback', 'https://web.archive.org/web/2020/http%3A%2F%2Fx.com%2Fa/', 'https://web.archive.org/web/2020/http://x.com/a/'],
    ['wayback', 'https://web.archive.org/web/2020/http%3A%2F%2Fx.com%2Fa?b=/c', 'https://web.archive.org/web/2020/http://x.com/a?b=/c'],
    ['wayback', 'https://web.archive.org/web/2020/http%3A%2F%2Fx.com%2Fa%3Fb=/c', 'https://web.archive.org/web/2020/http://x.com/a?b=/c'],
    ['wayback', 'https://web.archive.org/web/2020/http%3A//x.com/a%2Fb', 'https://web.archive.org/web/2020/http://x.com/a%2Fb'],
    ['s3', 'https://lab-data.s3.amazonaws.com/a%28b%29).', 'https://lab-data.s3.amazonaws.com/a%28b%29'],
    ['s3', 'https://lab-data.s3.amazonaws.com/x.zip〕', 'https://lab-data.s3.amazonaws.com/x.zip'],
    ['physionet', 'https://physionet.org/content/mimiciii/1.4..', 'https://physionet.org/content/mimiciii/1.4'],
    ['physionet', 'https://physionet.org/content/mimiciii/1.4/...', 'https://physionet.org/content/mimiciii/1.4'],
    ['tcia', 'https://wiki.cancerimagingarchive.net/display/Public/LIDC-IDRI..', 'https://wiki.cancerimagingarchive.net/display/Public/LIDC-IDRI'],
  ])('at %s: %s and %s', (host, one, other) => {
    expect(read(host, other)).not.toHaveProperty('invalid')
    expect(read(host, one)).toEqual(read(host, other))
  })
})

describe('a link that was cut off', () => {
  it.each([
    ['gitee', 'https://gitee.com/lab/ct/raw/master/da..'],
    ['gitee', 'https://gitee.com/lab/ct/tree/master/da…'],
    ['modelscope', 'https://www.modelscope.cn/datasets/lab/ct/resolve/master/da..'],
    ['modelscope', 'https://www.modelscope.cn/api/v1/datasets/lab/ct/repo?Revision=master&FilePath=da…'],
    ['csdn', 'https://blog.csdn.net/lab/article/details/1164..'],
    ['physionet', 'https://physionet.org/files/mitdb/1.0.0/100.dat...'],
    ['physionet', 'https://physionet.org/files/mitdb/1.0.0/records…**'],
    ['physionet', 'https://physionet.org/content/mitdb/1...'],
    ['grand-challenge', 'https://luna16.grand-challenge.org/data...'],
    ['grand-challenge', 'https://luna16.grand-challenge.org/data/…'],
    ['s3', 'https://s3.amazonaws.com/lab-data/data/…'],
    ['s3', 'https://s3.amazonaws.com/lab-data/data/100%/scan…'],
    ['s3', 'https://s3.amazonaws.com/lab-data/…'],
    ['s3', 'https://s3.amazonaws.com/lab-da...'],
    ['s3', 'https://lab-data.s3.amazonaws.com/data/scan...'],
    ['s3', 'https://lab-data.s3.amazonaws.com/?prefix=data…'],
    ['tcia', 'https://wiki.cancerimagingarchive.net/pages/viewpage.action?pageId=123…'],
    ['tcia', 'https://wiki.cancerimagingarchive.net/pages/viewpage.action?spaceKey=Public&title=LIDC…'],
    ['tcia', 'https://wiki.cancerimagingarchive.net/x/N4Ny…'],
    ['tcia', 'https://wiki.cancerimagingarchive.net/download/attachments/1966254/a.zip…'],
    ['tcia', 'https://wiki.cancerimagingarchive.net/display/Public/LIDC-IDRI…'],
    ['tcia', 'https://nbia.cancerimagingarchive.net/nbia-search?CollectionCriteria=LIDC…'],
    ['notion', 'https://www.notion.so/lab/Data-5f3b0a4e000040008000000000000001?p=0e0a4ca7ff594009b830b3'],
    ['notion', 'https://www.notion.so/lab/Data-5f3b0a4e000040008000000000000001?p=0e0a4ca7-ff59-4009-b8…'],
    ['github', 'https://gist.github.com/1234/6cad326836d38bd'],
  ])('at %s: %s', (host, url) => {
    expect(read(host, url)).toMatchObject({ invalid: 'incomplete-url' })
  })
})

it('an article of CSDN by its number alone is left to whoever follows addresses', () => {
  expect(read('csdn', 'http://m.blog.csdn.net/article/details?id=51812293')).toBeUndefined()
  expect(read('csdn', 'http://m.blog.csdn.net/article/details')).toMatchObject({ invalid: 'incomplete-url' })
})

it.each([
  ['“ct”', '“ct”'],
  ['“ct”。', '“ct”'],
  ['‘ct’”', '‘ct’'],
  ['“a” and b”', '“a” and b'],
  ['“ct’', '“ct'],
])('the object %s of S3 is called %s', (written, name) => {
  expect(read('s3', `https://s3.amazonaws.com/lab-data/${written}`)).toMatchObject({ key: encodeURIComponent(name) })
})

it('a title at figshare may look like a number and its version', () => {
  expect(read('figshare', 'https://figshare.com/articles/dataset/3.v2/1512427')).toMatchObject({ id: '1512427', slug: '3.v2' })
  expect(read('figshare', 'https://figshare.com/articles/dataset/1512427.v2/34')).toMatchObject({ id: '34', slug: '1512427.v2' })
  expect(read('figshare', 'https://figshare.com/articles/dataset/1512427.v2/。')).toMatchObject({ id: '1512427', version: '2' })
})

it('repositories of Bitbucket are also called by their UUIDs', () => {
  const [lab, spine] = ['{4b2ab2f4-0000-4000-8000-000000000001}', '{4b2ab2f4-0000-4000-8000-000000000002}']
  expect(read('bitbucket', `https://bitbucket.org/${lab}/${spine.toUpperCase()}/src`)).toMatchObject({ workspace: lab, slug: spine })
  expect(read('bitbucket', 'https://bitbucket.org/{lab}/spine')).toMatchObject({ invalid: 'malformed-url' })
})
