/** What the command line prints, and that it stays a few lines a terminal can show. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Checkers } from '#model/checker.ts'
import { statusOf } from '#model/verdict.ts'
import type { Paint } from '#report/columns.ts'
import { type Explained, explained, hostsTable, night } from '#report/terminal.ts'
import { view } from '#report/view.ts'
import { dataset, documentOf, host, NIGHT, open, record } from '../support/document.ts'
import { hostile } from './hostile.ts'
import { viewed } from './night.ts'

const bare: Paint = (_, text) => text

describe('the end of a night', () => {
  it('tells in English what to do', () => {
    expect(night(viewed(), 'reports/README.md', 'en', bare)).toMatchInlineSnapshot(`
      "3 links are broken and need you (1 more suspected, 2 not checkable).
      8 links in 10 datasets · 2 alive · 1 restricted · 1 gone · 1 invalid · 1 unreachable · 2 blocked

      gone  MSD Lung  registry/ct.yaml:4  https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666
          It was cancelled or deleted. Ask the owner to share it again, or find another copy.
      blocked  BCNB  registry/病理.yaml:1  https://bcnb.example.org/
          A problem since 2026-11-14 that could not be checked again: the host limits how often it may be asked. Open the link by hand.
      invalid  MURA  registry/ct.yaml:1  https://orion.hyper.ai/tracker/magnet?torr
          The URL is cut off; a part of it is missing. Copy the whole link from the host again.

      Not believed tonight, because they failed their controls: Kaggle.
      Checked 2026-11-23 19:17 UTC from github-actions by stillthere/1.0.0.
      Report: reports/README.md
      "
    `)
  })

  it('tells in Chinese what to do', () => {
    expect(night(viewed(), 'reports/README.md', 'zh-CN', bare)).toMatchInlineSnapshot(`
      "需要处理：3 个链接失效；另有 1 个疑似失效，2 个未能检查。
      10 个数据集，8 个链接 · 2 有效 · 1 受限 · 1 已不存在 · 1 链接有误 · 1 无法访问 · 2 被拦截

      已不存在  MSD Lung  registry/ct.yaml:4  https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666
          已被取消或删除。请联系所有者重新分享，或另找来源。
      被拦截  BCNB  registry/病理.yaml:1  https://bcnb.example.org/
          自 2026-11-14 起出现问题，未能复查：对方网站限制了访问频率。请人工打开该链接看一看。
      链接有误  MURA  registry/ct.yaml:1  https://orion.hyper.ai/tracker/magnet?torr
          网址不完整，缺了一部分。请到对方网站重新复制完整的链接。

      今晚未通过对照检验、不予采信的网站：Kaggle。
      检查时间 2026-11-23 19:17 UTC，地点 github-actions，工具 stillthere/1.0.0。
      报告：reports/README.md
      "
    `)
  })

  it('leaves colour to the caller, by the name of the status', () => {
    const marked = night(viewed(), 'reports/README.md', 'en', (style, text) => `<${style}>${text}</${style}>`)
    expect(marked).toContain('<gone>gone</gone>  <bold>MSD Lung</bold>  <dim>registry/ct.yaml:4</dim>')
  })

  it('is at most 25 lines, however much is broken and whatever it is called', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 0, max: 30 }), (words, count) => {
        const links = Array.from({ length: count }, (_, i) => `https://example.org/${i}/${words}`)
        const datasets = [dataset(words, words, links)]
        const records = links.map((url) => record(url, 'removed', { incident: open(NIGHT) }))
        const hosts = [host('kaggle', words, { trusted: false })]
        const text = night(view(documentOf(datasets, records, { hosts }), datasets, { title: words }), 'reports/README.md', 'en', bare)
        expect(text.split('\n').length - 1).toBeLessThanOrEqual(25)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
      }),
    )
  })
})

describe('one verdict explained', () => {
  const link = (reason: Explained['reason'], more: Partial<Explained> = {}): Explained => ({
    url: 'https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666',
    hostTitle: 'Baidu Netdisk',
    reason,
    status: statusOf({ reason }),
    warnings: [],
    facts: {},
    replacement: null,
    exchanges: [],
    ...more,
  })
  const removed = link('removed', {
    detail: 'share/list errno -7',
    exchanges: [
      { method: 'POST', url: 'https://pan.baidu.com/share/verify?surl=rBuPSrmkejpYFA321er20A', status: 200, ms: 131.4, redirects: 0 },
      { method: 'GET', url: 'https://pan.baidu.com/share/list?shorturl=rBuPSrmkejpYFA321er20A', status: 200, ms: 1204, redirects: 1 },
      { method: 'GET', url: 'https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A', failure: 'timeout', ms: 20000, redirects: 0 },
    ],
  })

  it('says what it means, what to do, and shows every exchange', () => {
    expect(explained(removed, 'en', bare)).toMatchInlineSnapshot(`
      "gone  https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666
      Baidu Netdisk · It was cancelled or deleted.
      The host itself says that there is nothing here for the public.

      Detail      share/list errno -7
      What to do  Ask the owner to share it again, or find another copy.

      POST  200      131 ms                https://pan.baidu.com/share/verify?surl=rBuPSrmkejpYFA321er20A
      GET   200      1204 ms   1 redirect  https://pan.baidu.com/share/list?shorturl=rBuPSrmkejpYFA321er20A
      GET   timeout  20000 ms              https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A
      "
    `)
  })

  it('lists what the host says about the dataset, warnings and the replacement', () => {
    const found = link('listed', {
      facts: { title: 'COVID-19 肺部', bytes: 1024, files: 2, version: '3', licence: 'CC-BY-4.0', updatedAt: '2026-01-31' },
      warnings: ['moved'],
      replacement: { url: 'https://zenodo.org/records/7105232', certain: true, why: 'the same record' },
    })
    expect(explained(found, 'zh-CN', bare)).toMatchInlineSnapshot(`
      "有效  https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666
      Baidu Netdisk · 对方网站的接口给出了它的信息。
      对方网站确认链接有效。

      标题      COVID-19 肺部
      字节数    1024
      文件数    2
      版本      3
      许可      CC-BY-4.0
      更新日期  2026-01-31
      提醒      地址已变更。请把目录中的链接改为现在的地址。
      替代链接  https://zenodo.org/records/7105232（确定：the same record）
      处理建议  无需处理。

      无需发出请求即可判断。
      "
    `)
  })
})

describe('the table of hosts', () => {
  it('aligns Chinese titles by what is seen', () => {
    const checker = (title: string, forms: readonly string[]) => ({
      title,
      homepage: '',
      urls: forms.map((form) => ({ form, match: () => undefined })),
      pace: { concurrency: 1, spacing: 1.5 },
      controls: { present: ['https://a.example/1'], absent: [] },
      match: () => undefined,
      check: () => {
        throw new Error('not asked here')
      },
    })
    const checkers: Checkers = new Map([
      ['heywhale', checker('和鲸社区', ['https://www.heywhale.com/mw/dataset/:id'])],
      ['zenodo', checker('Zenodo', ['https://zenodo.org/records/:id', 'https://doi.org/10.5281/:doi'])],
    ])
    expect(hostsTable(checkers, 'en', bare)).toMatchInlineSnapshot(`
      "ID        Host      Pace                      Controls

      heywhale  和鲸社区  1 at a time, 1.5 s apart  1 present, 0 absent
        https://www.heywhale.com/mw/dataset/:id

      zenodo    Zenodo    1 at a time, 1.5 s apart  1 present, 0 absent
        https://zenodo.org/records/:id
        https://doi.org/10.5281/:doi
      "
    `)
  })
})
