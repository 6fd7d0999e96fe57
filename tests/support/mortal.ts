/**
 * Preloaded into a command (`node --import`): kills it in the middle of its n-th step on disk, where n is `STILLTHERE_DIES_AT`. Steps
 * are the writes, renames and removals below the folder `STILLTHERE_DIES_IN`; of the text that is being written then, half is there.
 */
import fs from 'node:fs'
import promises, { type FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

const { STILLTHERE_DIES_AT, STILLTHERE_DIES_IN = '' } = process.env
let left = Number(STILLTHERE_DIES_AT)

const concerns = (path: unknown) => String(path).startsWith(STILLTHERE_DIES_IN)
const isLast = (path: unknown) => concerns(path) && --left === 0
const die = () => process.kill(process.pid, 'SIGKILL')

const { open } = promises
Object.assign(promises, {
  async open(path: string, ...rest: [string]): Promise<FileHandle> {
    const file = await open(path, ...rest)
    const write = file.writeFile.bind(file)
    file.writeFile = async (text) => {
      if (!isLast(path)) return write(text)
      await write(String(text).slice(0, String(text).length / 2))
      die()
    }
    return file
  },
})

for (const [owner, names] of [
  [promises, ['rename', 'rm']],
  [fs, ['rmSync', 'rmdirSync']],
] as const) {
  for (const name of names) {
    const real = Reflect.get(owner, name) as (...given: unknown[]) => unknown
    Reflect.set(owner, name, (...given: unknown[]) => {
      if (isLast(given[0])) die()
      return real(...given)
    })
  }
}
syncBuiltinESMExports()
