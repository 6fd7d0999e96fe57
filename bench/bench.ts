/** `npm run bench`: speed, cost and manners of a night, measured on this machine against the least a night can take. */
import { parseArgs } from 'node:util'
import { bound } from './bound.ts'
import { type Measured, measuredNight } from './night.ts'
import { PLANS } from './plan.ts'
import { installed, missing, stillthere } from './programs.ts'
import { FULL, QUICK, type Race } from './races.ts'
import { startup } from './startup.ts'
import { heads, row } from './table.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    /** Letters of plans. */
    only: { type: 'string' },
    /** A folder for CPU profiles of the tool. */
    profile: { type: 'string' },
  },
})

const flags = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`]
const races = (values.quick ? QUICK : FULL).filter(({ plan }) => values.only === undefined || values.only.includes(plan))

for (const [what, { wall, peak }] of Object.entries(await startup())) console.log(`${what}: ${wall.toFixed(2)} s, ${Math.round(peak)} MB`)
if (missing.length > 0) console.log(`not installed here, and skipped: ${missing.join(', ')}`)
console.log(`\n${heads}`)
for (const race of races) await run(race)

/** More links than Node.js has memory for by default. */
const LARGE = 500_000
const MORE_MEMORY = ['--max-old-space-size=6144']

/** The programs take turns, so that a busy minute of the machine is nobody's alone. */
async function run({ plan: letter, politeness, runs, peers }: Race): Promise<void> {
  const plan = PLANS[letter]?.()
  if (plan === undefined) throw new Error(`there is no plan ${letter}`)
  const programs = [stillthere([...flags, ...(plan.links.length > LARGE ? MORE_MEMORY : [])]), ...(peers ? installed : [])]
  const measured = new Map<string, Measured[]>(programs.map(({ name }) => [name, []]))
  for (let i = 0; i < runs; i++) {
    for (const program of programs) measured.get(program.name)?.push(await measuredNight(program, plan, politeness))
  }
  for (const [program, nights] of measured) {
    const night = nights.sort((a, b) => a.wall - b.wall)[Math.floor(runs / 2)] as Measured
    console.log(row({ plan: letter, program, politeness, links: plan.links.length }, bound(plan.links, politeness, night.cpu), night))
    for (const mistake of night.mistakes) console.error(mistake)
  }
}
