/** One writer at a time for a reports folder: a lock that names its holder, taken over when that holder is no more. */
import { rmdirSync, rmSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { InputError } from '#model/errors.ts'

/** No night lasts that long: a lock this old (milliseconds) was left by a machine or container that is no more. */
const A_DAY = 24 * 60 * 60 * 1000

/**
 * Does the task while no other process does one for this folder. The lock is released when the task or the process ends, and a
 * folder that was made for the lock alone is removed again.
 * @param shown the folder as the user knows it
 * @throws {InputError} another process is at it
 */
export async function alone<Result>(folder: string, shown: string, task: () => Promise<Result>): Promise<Result> {
  const made = await mkdir(folder, { recursive: true })
  const path = join(folder, '.lock')
  const own = await take(path, shown)

  const release = () => {
    rmSync(join(path, own), { force: true })
    removeIfEmpty(path) // it is not when somebody took it in between
    if (made !== undefined) removeIfEmpty(folder)
  }
  process.once('exit', release) // an interrupted night ends without coming back here
  try {
    return await task()
  } finally {
    process.removeListener('exit', release)
    release()
  }
}

/**
 * The lock is a folder with one file whose name is its holder. Both ways to it are a single rename, so that of many who come at
 * once one succeeds: a full folder is put where none is, or the name of the dead holder becomes ours.
 */
async function take(path: string, shown: string): Promise<string> {
  const own = `${process.pid} ${Date.now()} ${hostname()}`
  const ready = `${path} ${own}`
  await mkdir(ready)
  await writeFile(join(ready, own), '')
  try {
    while (!(await renamed(ready, path, ['ENOTEMPTY', 'EEXIST']))) {
      const [holder] = await readdir(path).catch(allowing(['ENOENT'], []))
      if (holder === undefined) continue // released meanwhile
      if (isAtIt(holder)) throw busy(shown, holder)
      if (await renamed(join(path, holder), join(path, own), ['ENOENT'])) break
    }
    await clearAway(path)
    return own
  } finally {
    await rm(ready, { recursive: true, force: true })
  }
}

/** What those left who were killed on their way to the lock. */
async function clearAway(path: string): Promise<void> {
  const folder = dirname(path)
  const prefix = `${basename(path)} `
  const others = (await readdir(folder)).filter((name) => name.startsWith(prefix) && !isAtIt(name.slice(prefix.length)))
  for (const name of others) await rm(join(folder, name), { recursive: true, force: true })
}

/** False when it fails with one of these codes. */
const renamed = (from: string, to: string, codes: readonly string[]) => rename(from, to).then(() => true, allowing(codes, false))

const allowing =
  <Result>(codes: readonly string[], instead: Result) =>
  (error: unknown): Result => {
    if (codes.includes(codeOf(error) ?? '')) return instead
    throw error
  }

/** Of a process on another machine nothing is known: it counts as being at it, for a day. */
function isAtIt(holder: string): boolean {
  const { pid, since, machine } = read(holder)
  if (Date.now() - since > A_DAY) return false
  if (machine !== hostname()) return true
  return pid !== process.pid && isAlive(pid) // in a container every process is the first, and our own number is that of a dead one
}

function read(holder: string) {
  const [pid, since, machine = ''] = holder.split(' ')
  return { pid: Number(pid), since: Number(since), machine }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM' // it is there, and somebody else's
  }
}

function busy(shown: string, holder: string): InputError {
  const { pid, machine } = read(holder)
  return new InputError({
    message: `Process ${pid} on ${machine} is writing to this folder.`,
    where: { file: shown },
    hint: `Wait until it is done. If there is no such process, remove ${join(shown, '.lock')}.`,
  })
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // then it stays
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code
