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
    ['wayback', 'https://web.archive.org/web/2020/http%3A%2F%2Fx.com%2Fa/', 'https://web.archive.org/web/2020/http://x.com/a/'],
    ['wayback', 'https://web.archive.org/web/2020/http%3A%2F%2Fx.com%2Fa?b=/c', 'https://web.archive.org/web/2020/http://x.com/a?b=/c'],
    ['wayback', 'https://web.archive.org/web/2020/http%3A%2F%2Fx.com%2Fa%3Fb=/c', 'https://web.archive.org/web/2020/http://x.com/a?b=/c'],
    ['wayback', 'https://web.archive.org/web/2020/http%3A//x.com/a%2Fb', 'https://web.archive.org/web/2020/http://x.com/a%2Fb'],
    ['s3', 'https://lab-data.s3.amazonaws.com/a%28b%29).', 'https://lab-data.s3.amazonaws.com/a%28b%29'],
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
  ])('at %s: %s', (host, url) => {
    expect(read(host, url)).toMatchObject({ invalid: 'incomplete-url' })
  })
})

it('an article of CSDN by its number alone is left to whoever follows addresses', () => {
  expect(read('csdn', 'http://m.blog.csdn.net/article/details?id=51812293')).toBeUndefined()
  expect(read('csdn', 'http://m.blog.csdn.net/article/details')).toMatchObject({ invalid: 'incomplete-url' })
})

it('repositories of Bitbucket are also called by their UUIDs', () => {
  const [lab, spine] = ['{4b2ab2f4-0000-4000-8000-000000000001}', '{4b2ab2f4-0000-4000-8000-000000000002}']
  expect(read('bitbucket', `https://bitbucket.org/${lab}/${spine.toUpperCase()}/src`)).toMatchObject({ workspace: lab, slug: spine })
  expect(read('bitbucket', 'https://bitbucket.org/{lab}/spine')).toMatchObject({ invalid: 'malformed-url' })
})
