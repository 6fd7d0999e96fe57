/** Two processes never write one reports folder at a time, and a dead one is in nobody's way. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { alone } from '#io/lock.ts'

let folder: string
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'stillthere-lock-')), 'reports')
  await mkdir(folder)
  return () => rm(join(folder, '..'), { recursive: true })
})

const lock = () => join(folder, '.lock')
const HOUR = 60 * 60 * 1000

/** What a process leaves that was never told to end. */
async function left(pid: number, machine: string, hoursAgo = 0) {
  await mkdir(lock())
  await writeFile(join(lock(), `${pid} ${Date.now() - hoursAgo * HOUR} ${machine}`), '')
}

const attempt = () => alone(folder, 'reports', async () => 'done')
const MODULE = JSON.stringify(join(import.meta.dirname, '../../src/io/lock.ts'))

/** A process that holds the lock, until it is told to end. */
async function holder() {
  const script = `import { alone } from ${MODULE}
    process.on('SIGTERM', () => process.exit(130))
    await alone(${JSON.stringify(folder)}, 'reports', () => new Promise(() => { setInterval(() => {}, 1000); console.log('held') }))`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return {
    pid: child.pid,
    async end(signal: NodeJS.Signals) {
      child.kill(signal)
      await once(child, 'close')
    },
  }
}

describe('the lock of a reports folder', () => {
  it('is there while the task runs, names the process, and is gone when it is done', async () => {
    const [holder] = await alone(folder, 'reports', () => readdir(lock()))
    expect(holder?.split(' ')).toEqual([String(process.pid), expect.stringMatching(/^\d{13}$/), hostname()])
    expect(await readdir(folder)).toEqual([])
  })

  it('is gone when the task fails, and the failure is told', async () => {
    const task = () => Promise.reject(new Error('disk full'))
    await expect(alone(folder, 'reports', task)).rejects.toThrow('disk full')
    expect(await readdir(folder)).toEqual([])
  })

  it('leaves no folder behind that was not there before', async () => {
    await rm(folder, { recursive: true })
    await attempt()
    expect(await readdir(join(folder, '..'))).toEqual([])
  })

  it('keeps out everybody else as long as its process lives, and says who it is', async () => {
    const other = await holder()
    await expect(attempt()).rejects.toThrow(`reports: Process ${other.pid} on ${hostname()} is writing to this folder.`)
    await other.end('SIGTERM')
    expect(await readdir(folder), 'an interrupted process takes its lock along').toEqual([])
    expect(await attempt()).toBe('done')
  })

  it('of a process that was killed is taken over', async () => {
    const other = await holder()
    await other.end('SIGKILL')
    expect(await readdir(folder)).toEqual(['.lock'])
    expect(await attempt()).toBe('done')
    expect(await readdir(folder)).toEqual([])
  })

  it('comes with an end to what others left who were killed on their way to it', async () => {
    await mkdir(`${lock()} ${2 ** 30} ${Date.now()} ${hostname()}`)
    expect(await attempt()).toBe('done')
    expect(await readdir(folder)).toEqual([])
  })

  it('of an earlier process with our own number is taken over, as in a container that was started again', async () => {
    await left(process.pid, hostname(), 1)
    expect(await attempt()).toBe('done')
  })

  it('of another machine counts for a day, and no longer', async () => {
    await left(1, 'elsewhere', 23)
    await expect(attempt()).rejects.toThrow('reports: Process 1 on elsewhere is writing to this folder.')
    await rm(lock(), { recursive: true })
    await left(1, 'elsewhere', 25)
    expect(await attempt()).toBe('done')
  })

  it('without a name was being released, and is free', async () => {
    await mkdir(lock())
    expect(await attempt()).toBe('done')
  })

  it.each([
    ['of a dead process', () => left(2 ** 30, hostname())],
    ['that nobody holds', () => {}],
  ])('%s is taken by one of many who come at once', async (_, prepare) => {
    await prepare()
    const script = `import { alone } from ${MODULE}
      await alone(${JSON.stringify(folder)}, 'reports', async () => { console.log('in'); for await (const _ of process.stdin); }).catch(() => console.log('out'))`
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['pipe', 'pipe', 'inherit'] }),
    )
    const words = await Promise.all(children.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()))
    for (const { stdin } of children) stdin.end()
    expect(words.sort()).toEqual(['in', 'out', 'out', 'out'])
    await Promise.all(children.map((child) => child.exitCode === null && once(child, 'close')))
  })
})
