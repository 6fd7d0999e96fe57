/** The scripts of the workflows, run as the runner runs them: what they do with every exit code, and with git. */
import { chmod, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { git, repository, write as writeTo } from './support/repository.ts'
import { ROOT, readData, runStep, scriptOf, type Workflow } from './support/workflow.ts'

const nightly = await readData<Workflow>('.github/workflows/nightly.yml')
const twoVantages = await readData<Workflow>('docs/examples/two-vantages.yml')
const ci = await readData<Workflow>('.github/workflows/ci.yml')
const stepOf = ({ jobs }: Workflow, job: string, called: string) => scriptOf(jobs[job]?.steps ?? [], called)

const HOUR = 60 * 60 * 1000

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stillthere-steps-'))
  return () => rm(folder, { recursive: true })
})

const write = (path: string, text: string) => writeTo(join(folder, path), text)

/** A `node` that only says what it was asked, shows the folder `out`, and ends with this code. */
async function nodeEndingWith(code: number): Promise<{ readonly PATH: string }> {
  await write('bin/node', `#!/bin/sh\nprintf '%s\\n' "$@" >&2\nls out >&2\nexit ${code}\n`)
  await chmod(join(folder, 'bin/node'), 0o755)
  return { PATH: `${join(folder, 'bin')}:${process.env.PATH}` }
}

describe('a scheduled night', () => {
  const due = (event: string) => runStep(stepOf(nightly, 'due', 'due'), { cwd: folder, env: { EVENT: event } })
  const reported = (hoursAgo: number) =>
    write('reports/status.json', JSON.stringify({ run: { startedAt: new Date(Date.now() - hoursAgo * HOUR).toISOString() } }))

  it.each([4, 11])('leaves at once when the report is %i hours old: the first schedule was not dropped', async (hours) => {
    await reported(hours)
    expect((await due('schedule')).outputs).toEqual({ night: 'false' })
  })

  it.each([13, 28])('is done when the last report is %i hours old', async (hours) => {
    await reported(hours)
    expect((await due('schedule')).outputs).toEqual({ night: 'true' })
  })

  it('is done when there is no report yet, or one that cannot be read', async () => {
    expect(await due('schedule')).toMatchObject({ code: 0, outputs: { night: 'true' } })
    await write('reports/status.json', '{')
    expect(await due('schedule')).toMatchObject({ code: 0, outputs: { night: 'true' } })
  })

  it('is always done when somebody starts it by hand', async () => {
    await reported(1)
    expect((await due('workflow_dispatch')).outputs).toEqual({ night: 'true' })
  })
})

describe('the probe of a part', () => {
  beforeEach(() => symlink(join(ROOT, '.github'), join(folder, '.github')))
  const probe = async (code: number) =>
    runStep(stepOf(nightly, 'probe', 'night'), { cwd: folder, env: { ...(await nodeEndingWith(code)), SHARD: '2/3' } })

  it('begins with the memory of the nights before', async () => {
    await write('reports/status.json', '{}')
    const { stderr, outputs } = await probe(0)
    expect(stderr.split('\n')).toEqual(expect.arrayContaining(['check', '--shard', '2/3', '--no-mail', 'out', 'status.json']))
    expect(outputs).toEqual({ judged: 'true' })
  })

  it('has no memory in the first night', async () => {
    expect((await probe(0)).outputs).toEqual({ judged: 'true' })
  })

  it('without internet is no failure, and leaves nothing to conclude', async () => {
    const { code, stdout, outputs } = await probe(3)
    expect({ code, outputs }).toEqual({ code: 0, outputs: {} })
    expect(stdout).toMatch(/^::warning title=No night::/)
  })

  it.each([1, 2])('fails when check ends with %i', async (code) => {
    expect(await probe(code)).toMatchObject({ code, outputs: {} })
  })
})

describe('the conclusion', () => {
  beforeEach(() => symlink(join(ROOT, '.github'), join(folder, '.github')))
  const merge = async (code: number) =>
    runStep(stepOf(nightly, 'publish', 'merge'), { cwd: folder, env: { ...(await nodeEndingWith(code)), PARTS: '2' } })
  const both = () => Promise.all([1, 2].map((part) => write(`parts/night-${part}/night.json`, '{}')))

  it.each([0, 4])('with exit code %i goes on to the commit, and is remembered', async (code) => {
    await both()
    expect(await merge(code)).toMatchObject({ code: 0, outputs: { code: String(code) }, stdout: '' })
  })

  it.each([1, 2])('fails when merge ends with %i', async (code) => {
    await both()
    expect((await merge(code)).code).toBe(code)
  })

  it('takes all parts there are', async () => {
    await both()
    expect((await merge(0)).stderr.split('\n').slice(1, 6)).toEqual(['merge', 'parts/night-1', 'parts/night-2', '--reports', 'reports'])
  })

  it('goes on without a part that is missing, and says so; the only artifact has no folder of its own', async () => {
    await write('parts/night.json', '{}')
    const { outputs, stdout, stderr } = await merge(0)
    expect(outputs).toEqual({ code: '0' })
    expect(stdout).toMatch(/^::warning title=Part of a night::Only 1 of 2 parts were judged\./)
    expect(stderr.split('\n').slice(1, 3)).toEqual(['merge', 'parts'])
  })

  it('is none without any part: nothing is written, committed or failed', async () => {
    const { code, outputs, stdout, stderr } = await merge(2)
    expect({ code, outputs, stderr }).toEqual({ code: 0, outputs: {}, stderr: '' })
    expect(stdout).toMatch(/^::warning title=No night::/)
  })

  it('is red in the end when a mail waits', async () => {
    const { code, stdout } = await runStep(stepOf(nightly, 'publish', 'Say that a mail was not delivered'), { cwd: folder })
    expect(code).toBe(4)
    expect(stdout).toContain('reports/.outbox')
  })
})

describe('the commit of the reports', () => {
  let remote: string
  let here: string
  beforeEach(async () => {
    ;({ remote, here } = await repository(folder, { 'reports/README.md': 'first\n' }))
  })

  const commit = () => runStep(`${join(ROOT, '.github/commit-reports.sh')} reports`, { cwd: here })
  const log = async () => (await git(`-C ${remote} log --format=%s main`, folder)).split('\n')

  it('is one commit by the bot, files of waiting mails included', async () => {
    await write('here/reports/README.md', 'second\n')
    await write('here/reports/.outbox/1.json', '{}')
    await write('here/elsewhere.txt', 'not of the reports')
    expect(await commit()).toMatchObject({ code: 0 })
    expect(await log()).toEqual([expect.stringMatching(/^Night of \d{4}-\d\d-\d\d$/), 'first'])
    expect(await git(`-C ${remote} show --format=%an --name-only main`, folder)).toBe(
      'github-actions[bot]\n\nreports/.outbox/1.json\nreports/README.md',
    )
  })

  it('is none when nothing is new', async () => {
    expect(await commit()).toMatchObject({ code: 0 })
    expect(await log()).toEqual(['first'])
  })

  it('comes on top of what somebody pushed meanwhile, from a shallow clone too', async () => {
    await rm(here, { recursive: true })
    await git(`clone --quiet --depth 1 file://${remote} ${here}`, folder)
    await git(`clone --quiet ${remote} other`, folder)
    await write('other/registry/ct.yaml', 'group: CT\n')
    await git('add .', join(folder, 'other'))
    await git('commit --quiet --message theirs', join(folder, 'other'))
    await git('push --quiet', join(folder, 'other'))

    await write('here/reports/README.md', 'second\n')
    expect(await commit()).toMatchObject({ code: 0 })
    expect(await log()).toEqual([expect.stringMatching(/^Night of/), 'theirs', 'first'])
  })
})

describe('the proposal of replacements', () => {
  let remote: string
  let here: string
  beforeEach(async () => {
    ;({ remote, here } = await repository(folder, { 'registry/ct.yaml': 'links: [old]\n', 'reports/status.json': '{}\n' }))
    // A `gh` that remembers every pull request it was asked to create, with its text, and knows all of them, or the open ones.
    await write(
      'bin/gh',
      `#!/bin/sh
case "$2 $*" in
  create*) echo "$@" >> "$GH/created"; cat > "$GH/body"; echo open > "$GH/state" ;;
  list*--state\\ open*) grep -c '^open$' "$GH/state" || true ;;
  list*--state\\ all*) grep -c . "$GH/state" || true ;;
esac
`,
    )
    await write('gh/state', '')
    await chmod(join(folder, 'bin/gh'), 0o755)
  })

  /** What `fix` would write, proposed on top of the branch as it is then. */
  const propose = async (text: string, said = 'registry/ct.yaml:1: old → new (moved)\n') => {
    await git('fetch --quiet origin', here)
    await git('checkout --quiet --force -B main origin/main', here)
    await write('here/registry/ct.yaml', text)
    await write('here/fixes.txt', said)
    const env = { GH: join(folder, 'gh'), PATH: `${join(folder, 'bin')}:${process.env.PATH}` }
    return runStep(`${join(ROOT, '.github/propose-fixes.sh')} fixes.txt registry`, { cwd: here, env })
  }
  const of = (path: string) => readFile(join(folder, 'gh', path), 'utf8').catch(() => '')
  const created = async () => (await of('created')).split('\n').length - 1
  const answer = (state: 'closed' | 'merged') => write('gh/state', `${state}\n`)
  const proposed = () => git(`-C ${remote} show stillthere/fix:registry/ct.yaml`, folder)
  const night = async () => {
    await git('checkout --quiet --force main', here)
    await write('here/reports/status.json', `{ "night": "${await git('rev-parse HEAD', here)}" }\n`)
    await git('commit --quiet --all --message night', here)
    await git('push --quiet origin main', here)
  }

  it('is none when there is nothing to replace', async () => {
    expect(await propose('links: [old]\n')).toMatchObject({ code: 0, stdout: 'There is nothing to replace.\n' })
    expect(await git(`-C ${remote} branch --list`, folder)).toBe('* main')
    expect(await created()).toBe(0)
  })

  it('is one commit by the bot on a branch of its own, and a pull request that says what and why', async () => {
    expect(await propose('links: [new]\n')).toMatchObject({ code: 0 })
    expect(await proposed()).toBe('links: [new]')
    expect(await git(`-C ${remote} show --format=%an --name-only stillthere/fix`, folder)).toBe('github-actions[bot]\n\nregistry/ct.yaml')
    expect(await git(`-C ${remote} show main:registry/ct.yaml`, folder)).toBe('links: [old]')
    expect(await of('created')).toMatch(/^pr create --base main --head stillthere\/fix --title .+ --body-file -$/m)
    expect(await of('body')).toContain('\n    registry/ct.yaml:1: old → new (moved)\n')
  })

  it('shows what strangers say as code, whatever they say', async () => {
    await propose('links: [new]\n', 'registry/ct.yaml:1: a → b (@everybody ``` </details>)\n```\n# Urgent\n')
    const [, ...said] = (await of('body')).trimEnd().split('\n')
    for (const line of said) expect(line).toMatch(/^(?: {4}.*)?$/)
  })

  it('is the same pull request the next nights: untouched without news, brought up to date with news', async () => {
    await propose('links: [new]\n')
    const first = await git(`-C ${remote} rev-parse stillthere/fix`, folder)
    await night()
    expect(await propose('links: [new]\n')).toMatchObject({ code: 0 })
    expect(await git(`-C ${remote} rev-parse stillthere/fix`, folder)).toBe(first)
    expect(await propose('links: [newer]\n')).toMatchObject({ code: 0 })
    expect(await proposed()).toBe('links: [newer]')
    expect(await git(`-C ${remote} log --format=%s stillthere/fix`, folder)).toBe('Replace links that have moved\nnight\nfirst')
    expect(await created()).toBe(1)
  })

  it('takes a closed pull request for an answer, until there is something new', async () => {
    await propose('links: [new]\n')
    await answer('closed')
    await propose('links: [new]\n')
    expect(await created()).toBe(1)
    await propose('links: [newer]\n')
    expect(await created()).toBe(2)
  })

  it('is made again when only the branch got there the night before', async () => {
    await propose('links: [new]\n')
    await write('gh/state', '')
    await propose('links: [new]\n')
    expect(await created()).toBe(2)
  })

  it('leaves a branch alone on which somebody has worked', async () => {
    await propose('links: [new]\n')
    await write('here/registry/ct.yaml', 'links: [better]\n')
    await git('commit --quiet --all --message better', here)
    await git('push --quiet origin HEAD:refs/heads/stillthere/fix', here)
    expect(await propose('links: [newer]\n')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^::notice title=Fix::Somebody/m) })
    expect(await proposed()).toBe('links: [better]')
  })
})

describe('waiting for the runner in China', () => {
  /** A `gh` that says this about the job, and a `sleep` that only counts. */
  const wait = async (says: string) => {
    await write('bin/gh', `#!/bin/sh\n${says}\n`)
    await write('bin/sleep', '#!/bin/sh\necho slept >> slept\n')
    for (const name of ['gh', 'sleep']) await chmod(join(folder, 'bin', name), 0o755)
    const { code } = await runStep(stepOf(twoVantages, 'publish', 'Wait for China, an hour at most'), {
      cwd: folder,
      env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
    })
    const slept = (await readFile(join(folder, 'slept'), 'utf8').catch(() => '')).split('\n').length - 1
    return { code, slept }
  }

  it('ends when its job has ended, well or not', async () => {
    expect(await wait('echo completed')).toEqual({ code: 0, slept: 0 })
    expect(await wait('if [ "$(wc -l < slept)" -ge 3 ]; then echo completed; else echo in_progress; fi')).toEqual({ code: 0, slept: 3 })
  })

  it.each(['echo queued', 'exit 1'])('ends after an hour, if there is only: %s', async (says) => {
    expect(await wait(says)).toEqual({ code: 0, slept: 60 })
  })
})

describe('a pull request', () => {
  const commits = async (change: () => Promise<void>) => {
    await git('init --quiet --initial-branch=main', folder)
    await write('registry/ct.yaml', 'group: CT\n')
    await write('registry/mri.yaml', 'group: MRI\n')
    await write('registry/pet.yaml', 'group: PET\n')
    await git('add .', folder)
    await git('commit --quiet --message before', folder)
    await change()
    await git('add --all .', folder)
    await git('commit --quiet --allow-empty --message after', folder)
  }
  const links = async (code: number) =>
    runStep(stepOf(ci, 'links', 'Probe what the pull request changes'), { cwd: folder, env: await nodeEndingWith(code) })

  it('has the registry files probed that it changes or adds, and no others', async () => {
    await commits(async () => {
      await write('registry/ct.yaml', 'group: Computed tomography\n')
      await write('registry/new group.yaml', 'group: New\n')
      await write('registry/schema.json', '{}')
      await write('README.md', 'changed')
      await rm(join(folder, 'registry/pet.yaml'))
    })
    const { code, stderr } = await links(0)
    expect(code).toBe(0)
    expect(stderr.split('\n').slice(0, 9)).toEqual([
      'src/cli.ts',
      'check',
      '--dry-run',
      '--fail-on',
      'new',
      '--json',
      '--',
      'registry/ct.yaml',
      'registry/new group.yaml',
    ])
    expect(stderr).toContain('.github/annotate.ts\nstatus.json\n')
  })

  it('that leaves the registry alone has nothing probed', async () => {
    await commits(() => write('README.md', 'changed'))
    expect(await links(2)).toMatchObject({ code: 0, stdout: 'No registry file is changed.\n', stderr: '' })
  })

  it.each([1, 2])('fails when check ends with %i', async (code) => {
    await commits(() => write('registry/ct.yaml', 'group: Computed tomography\n'))
    expect((await links(code)).code).toBe(code)
  })

  it('does not fail for want of internet', async () => {
    await commits(() => write('registry/ct.yaml', 'group: Computed tomography\n'))
    expect(await links(3)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^::warning title=Not checked::/) })
  })
})
