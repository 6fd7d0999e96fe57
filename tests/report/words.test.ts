/** Both languages say everything, and say it in their own words. */
import { describe, expect, it } from 'vitest'
import type { Summary } from '#report/view.ts'
import { type Words, wordsIn } from '#report/words.ts'

const summary = (some: Partial<Summary>): Summary => ({
  datasets: 9,
  links: 9,
  counts: { alive: 9, restricted: 0, gone: 0, invalid: 0, unreachable: 0, blocked: 0, unknown: 0 },
  broken: 0,
  suspected: 0,
  unjudged: 0,
  ...some,
})

/** Every phrase that is no function, by its path. */
function phrases(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => phrases(inner, `${path}.${key}`))
}

describe('words', () => {
  it('has the same phrases in both languages, the Chinese ones in Chinese', () => {
    const [en, zh] = [phrases(wordsIn('en')), phrases(wordsIn('zh-CN'))]
    expect(zh.map(([path]) => path).sort()).toEqual(en.map(([path]) => path).sort())
    expect(zh.filter(([, phrase]) => !/\p{Script=Han}/u.test(phrase))).toEqual([])
    expect(en.filter(([, phrase]) => phrase === '' || /\p{Script=Han}/u.test(phrase))).toEqual([])
  })

  it('holds no character that Markdown would take for markup', () => {
    const all = (['en', 'zh-CN'] as const).flatMap((lang) => phrases(wordsIn(lang)))
    expect(all.filter(([, phrase]) => /[|<>[\]`*_\n\\]/.test(phrase))).toEqual([])
  })

  it('gives every piece of advice as a sentence, and every finding as a part of one', () => {
    const advice = ({ reason, warning }: Words) => [...Object.values(reason), ...Object.values(warning)]
    expect(advice(wordsIn('en')).filter(({ what, todo }) => !/^[A-Z].*\.$/.test(todo) || /\.$/.test(what))).toEqual([])
    expect(advice(wordsIn('zh-CN')).filter(({ what, todo }) => !todo.endsWith('。') || what.endsWith('。'))).toEqual([])
  })

  it.each([
    [{}, 'Nothing to do: no link is broken.', '无需处理：没有失效链接。'],
    [{ broken: 1 }, '1 link is broken and needs you.', '需要处理：1 个链接失效。'],
    [{ broken: 2, suspected: 1 }, '2 links are broken and need you (1 more suspected).', '需要处理：2 个链接失效；另有 1 个疑似失效。'],
    [
      { suspected: 1, unjudged: 3 },
      'Nothing to do: no link is broken (1 suspected, 3 not checkable).',
      '无需处理：没有失效链接；另有 1 个疑似失效，3 个未能检查。',
    ],
    [{ unjudged: 9 }, 'Nothing could be judged: 9 links gave no answer that counts.', '未能作出判断：9 个链接都没有得到有效的回应。'],
    [{ links: 0 }, 'Nothing to do: no link has been checked.', '无需处理：还没有检查过任何链接。'],
  ])('answers "must I act?" for %o', (some, en, zh) => {
    expect(wordsIn('en').headline(summary(some))).toBe(en)
    expect(wordsIn('zh-CN').headline(summary(some))).toBe(zh)
  })

  it('counts one and many in English', () => {
    const { links, datasets, redirects, size } = wordsIn('en')
    expect([links(0), links(1), links(2), datasets(1), redirects(2), size(1, 2)]).toEqual([
      '0 links',
      '1 link',
      '2 links',
      '1 dataset',
      '2 redirects',
      '1 link in 2 datasets',
    ])
  })
})
