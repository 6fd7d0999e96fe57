/** `npm run bench`: speed, cost and manners of a night, measured on this machine against the least a night can take. */
import { parseArgs } from 'node:util'
import { bound, type Politeness } from './bound.ts'
import { measuredNight } from './night.ts'
import { PLANS } from './plan.ts'
import { heads, row } from './table.ts'

type Race = { readonly plan: string; readonly politeness: Politeness }

const polite = (all: number, concurrency: number, spacing: number): Politeness => ({ all, concurrency, spacing })

const QUICK: readonly Race[] = [
  { plan: 'a', politeness: polite(32, 16, 0) },
  { plan: 'd', politeness: polite(32, 16, 0) },
  { plan: 'd', politeness: polite(32, 4, 0.05) },
  { plan: 'e', politeness: polite(64, 2, 0) },
]

const FULL: readonly Race[] = [
  ...['a', 'd'].flatMap((plan) =>
    [polite(32, 2, 0), polite(32, 16, 0), polite(32, 2, 0.25), polite(32, 2, 1)].map((politeness) => ({ plan, politeness })),
  ),
  ...[polite(32, 4, 0), polite(32, 16, 0), polite(64, 4, 0.05)].map((politeness) => ({ plan: 'b', politeness })),
  ...[polite(32, 2, 0), polite(32, 2, 1)].map((politeness) => ({ plan: 'c', politeness })),
  { plan: 'e', politeness: polite(64, 2, 0) },
  { plan: 'f', politeness: polite(32, 2, 1) },
  { plan: 'g', politeness: polite(64, 2, 0) },
  { plan: 'G', politeness: polite(64, 2, 0) },
]

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    politeness: { type: 'string' },
    runs: { type: 'string', default: '1' },
    profile: { type: 'string' },
  },
})

const asked = values.politeness?.split('/').map(Number)
const races = (values.quick ? QUICK : FULL).filter(({ plan }) => values.only === undefined || values.only.includes(plan))
const chosen =
  asked === undefined ? races : [...(values.only ?? '')].map((plan) => ({ plan, politeness: polite(...(asked as [number, number, number])) }))

console.log(heads)
for (let run = 0; run < Number(values.runs); run++) {
  for (const { plan: letter, politeness } of chosen) {
    const plan = PLANS[letter]?.()
    if (plan === undefined) throw new Error(`there is no plan ${letter}`)
    const measured = await measuredNight(plan, politeness, values.profile)
    console.log(row(letter, politeness, plan.links.length, bound(plan.links, politeness, measured.cpu), measured))
    for (const mistake of measured.mistakes) console.error(mistake)
  }
}
