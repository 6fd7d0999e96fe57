/** The ways in which hosts say "later". */
import { expect, it } from 'vitest'
import { pauseAsked } from '#io/rate-limits.ts'

const NOW = Date.parse('2026-11-25T00:00:00Z')

it.each<[string, number, Record<string, string>, number | undefined]>([
  ['seconds', 429, { 'retry-after': '120' }, 120_000],
  ['a date', 503, { 'retry-after': 'Wed, 25 Nov 2026 00:10:00 GMT' }, 600_000],
  ['a date that has passed', 429, { 'retry-after': 'Tue, 24 Nov 2026 00:00:00 GMT' }, undefined],
  ['nonsense', 429, { 'retry-after': 'soon' }, undefined],
  ['seconds with a refusal, as GitHub does', 403, { 'retry-after': '60' }, 60_000],
  ['seconds with an answer that is no refusal', 200, { 'retry-after': '60' }, undefined],
  ['seconds until the reset', 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '17' }, 17_000],
  ['the time of the reset', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 30) }, 30_000],
  ['requests left', 200, { 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '17' }, undefined],
  ['no reset', 200, { 'x-ratelimit-remaining': '0' }, undefined],
  ['an earlier draft', 200, { 'ratelimit-remaining': '0', 'ratelimit-reset': '9' }, 9_000],
  ['a draft before the last', 200, { ratelimit: 'limit=100, remaining=0, reset=50' }, 50_000],
  ['the last draft', 200, { ratelimit: '"default";r=0;t=8' }, 8_000],
  ['the last draft with requests left', 200, { ratelimit: '"default";r=10;t=8' }, undefined],
  ['several ways at once: the longest', 429, { 'retry-after': '5', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '50' }, 50_000],
  ['nothing', 429, {}, undefined],
])('by %s (HTTP %i)', (_, status, headers, pause) => {
  expect(pauseAsked({ status, headers }, NOW)).toBe(pause)
})
