/** Nights in CI with the real command line and real repositories: the scripts of the workflows and of the action, one after the other. */
import { chmod, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dataset, documentOf, record } from './support/document.ts'
import { git, repository, write } from './support/repository.ts'
import { type Action, ROOT, readData, runStep, scriptOf, type Workflow } from './support/workflow.ts'
import { Internet } from './world/internet.ts'
import { openWorld, type World } from './world/server.ts'

const nightly = await readData<Workflow>('.github/workflows/nightly.yml')
const ci = await readData<Workflow>('.github/workflows/ci.yml')
const action = await readData<Action>('action.yml')
const registryOf = (url: string) => `group: A\ndatasets:\n  - name: Set\n    links: ["${url}"]\n`

const ALIVE = 'https://data.example.org/set.html'
const BROKEN = 'http://nowhere/'
let world: World
let folder: string
beforeAll(async () => {
  const internet = new Internet()
  internet.page(ALIVE, 200, '<!doctype html><title>Set</title><h1>Set</h1><p>Download the dataset here.</p>')
  world = await openWorld(['data.example.org'])
  world.show(internet)
})
afterAll(() => world.close())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stillthere-ci-'))
  await write(join(folder, 'authority.pem'), world.authority)
  return () => rm(folder, { recursive: true })
})

const network = () => ({ HTTPS_PROXY: world.proxy, HTTP_PROXY: world.proxy, NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') })
const pushed = (remote: string, path: string) => git(`-C ${remote} show main:${path}`, folder)

describe('the workflows of this repository', () => {
  /** This repository as it is, with a catalogue of its own. */
  const copy = async (files: Readonly<Record<string, string>>) => {
    const repo = await repository(folder, files)
    for (const name of ['src', '.github']) await symlink(join(ROOT, name), join(repo.here, name))
    return repo
  }
  const step = (workflow: Workflow, job: string, called: string, cwd: string, env: Readonly<Record<string, string>> = {}) =>
    runStep(scriptOf(workflow.jobs[job]?.steps ?? [], called), { cwd, env: { ...network(), ...env } })

  it('do a night from the probe to the push, and the next one from what it left', async () => {
    const { remote, here } = await copy({ 'registry/a.yaml': registryOf(ALIVE), 'registry/b.yaml': registryOf(BROKEN) })
    for (const night of [1, 2]) {
      expect(await step(nightly, 'probe', 'night', here, { SHARD: '1/1' }), `night ${night}`).toMatchObject({ code: 0, outputs: { judged: 'true' } })
      await rename(join(here, 'out'), join(here, 'parts'))
      const summary = expect.stringContaining(BROKEN)
      expect(await step(nightly, 'publish', 'merge', here, { PARTS: '1' })).toMatchObject({ code: 0, outputs: { code: '0' }, summary })
      expect(await step(nightly, 'publish', 'commit', here)).toMatchObject({ code: 0, outputs: { committed: 'true' } })
      await rm(join(here, 'parts'), { recursive: true })
    }
    const { run, links } = JSON.parse(await pushed(remote, 'reports/status.json'))
    expect(run).toMatchObject({ vantage: 'github-actions', counts: { alive: 1, invalid: 1 } })
    expect(links).toMatchObject([{ url: BROKEN, incident: { state: 'open' } }, { url: ALIVE }])
    expect((await pushed(remote, 'reports/history.ndjson')).split('\n'), 'each link told once').toHaveLength(links.length)

    const { stdout } = await step(nightly, 'publish', 'Point at the lines', here)
    expect(stdout).toMatch(/^::warning file=registry\/b\.yaml,line=4,title=Set%3A invalid::/)
  })

  it('propose the replacement that a night found, as a pull request that changes that link alone', async () => {
    const datasets = [dataset('Set', 'A', [BROKEN])]
    const found = record(BROKEN, 'malformed-url', { replacement: { url: ALIVE, certain: true, why: 'its present address' } })
    const { remote, here } = await copy({
      'registry/a.yaml': `# Kept.\n${registryOf(BROKEN)}`,
      'reports/status.json': JSON.stringify(documentOf(datasets, [found])),
    })
    await write(join(folder, 'bin/gh'), '#!/bin/sh\nif [ "$2" = list ]; then echo 0; else cat > "$GH"; fi\n')
    await chmod(join(folder, 'bin/gh'), 0o755)
    const env = { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, GH: join(folder, 'body') }
    const { code, stderr } = await step(nightly, 'fix', 'fix', here, env)
    expect(code, stderr).toBe(0)
    expect(await git(`-C ${remote} show stillthere/fix:registry/a.yaml`, folder)).toBe(`# Kept.\n${registryOf(ALIVE)}`.trim())
    expect(await readFile(join(folder, 'body'), 'utf8')).toContain(`    registry/a.yaml:5: ${BROKEN} → ${ALIVE} (its present address)`)
  })

  it('fail a pull request for the broken link it brings, not for one that was there', async () => {
    const { here } = await copy({ 'registry/a.yaml': registryOf(BROKEN) })
    const night = await runStep('node src/cli.ts check --no-mail', { cwd: here, env: network() })
    expect(night.code).toBe(0)
    await git('add registry reports', here)
    await git('commit --quiet --message night', here)

    await write(join(here, 'registry/a.yaml'), `${registryOf(BROKEN)}  - name: Good\n    links: ["${ALIVE}"]\n`)
    await git('commit --quiet --all --message good', here)
    const good = await step(ci, 'links', 'Probe what the pull request changes', here)
    expect(good.code, good.stderr).toBe(0)

    await write(join(here, 'registry/a.yaml'), `${registryOf(BROKEN)}  - name: Bad\n    links: ["${BROKEN}?again"]\n`)
    await git('commit --quiet --all --message bad', here)
    const bad = await step(ci, 'links', 'Probe what the pull request changes', here)
    expect(bad.code).toBe(1)
    expect(bad.stdout).toMatch(/^::warning file=registry\/a\.yaml,line=6,title=Bad%3A invalid::/)
  })
})

describe('the action in another repository', () => {
  const defaults = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => [name.replaceAll('-', '_').toUpperCase(), input.default ?? '']),
  )
  const step = (called: string, cwd: string, env: Readonly<Record<string, string>> = {}) =>
    runStep(scriptOf(action.runs.steps, called), { cwd, env: { GITHUB_ACTION_PATH: ROOT, ...defaults, ...network(), ...env } })

  it('probes its catalogue, pushes its reports and shows them', async () => {
    const { remote, here } = await repository(folder, { 'data/a.yaml': registryOf(BROKEN), 'data/my sets.yaml': registryOf(ALIVE) })
    const night = await step('night', here, { CATALOGUE: 'data/a.yaml\ndata/my sets.yaml\n', FAIL_ON: 'new' })
    expect(night).toMatchObject({ code: 0, outputs: { code: '1', written: 'true' }, summary: expect.stringContaining(BROKEN) })
    const { code, stdout } = await step('Commit the reports', here)
    expect(code).toBe(0)
    expect(await pushed(remote, 'reports/README.md')).toContain(BROKEN)
    expect(stdout).toMatch(/^::warning file=data\/a\.yaml,line=4,title=Set%3A invalid::/m)
    expect((await step('Fail for what the night found, or a mail that was not delivered', here, { CODE: '1' })).code).toBe(1)
  })

  it('writes and fails for nothing without internet', async () => {
    await write(join(folder, 'registry/a.yaml'), registryOf('https://elsewhere.example.org/'))
    const night = await step('night', folder)
    expect(night).toMatchObject({ code: 0, stdout: expect.stringContaining('::warning title=No night::') })
    expect(night.outputs).toEqual({ code: '3' })
  })
})
