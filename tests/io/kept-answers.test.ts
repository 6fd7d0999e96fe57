/** The folder of kept answers: whole or not there, nobody else's business, and never too large. */
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { answersIn, readOnly } from '#io/answers.ts'

const MIB = 1024 * 1024
const DAY = 24 * 60 * 60 * 1000
const PAGE = { headers: { etag: '"1"' }, body: new TextEncoder().encode('page') }

let folder: string
beforeEach(async () => {
  const parent = await mkdtemp(join(tmpdir(), 'stillthere-kept-'))
  folder = join(parent, 'answers')
  return () => rm(parent, { recursive: true })
})

/** As another night has it. */
const answers = () => answersIn(folder, (why) => expect.fail(why))
const modeOf = async (path: string) => (await stat(path)).mode & 0o777
const files = async () => (await readdir(folder)).filter((name) => name !== '.gitignore').sort()
const aged = (name: string, days: number) => utimes(join(folder, name), 0, (Date.now() - days * DAY) / 1000)

/** A file of ours by its name, so many bytes long. */
async function filler(sign: string, bytes: number): Promise<string> {
  const name = sign.repeat(64)
  await writeFile(join(folder, name), '')
  await truncate(join(folder, name), bytes)
  return name
}

it('gives back what was kept, and only to its own question', async () => {
  const answer = fc.record({
    headers: fc.dictionary(fc.stringMatching(/^[a-z-]{1,20}$/), fc.string({ unit: 'binary' })),
    body: fc.uint8Array({ maxLength: 1000 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.string(), answer, async (question, other, given) => {
      await rm(folder, { recursive: true, force: true })
      await answers().keep(question, given)
      expect(await answers().find(question)).toEqual({ headers: { ...given.headers }, body: given.body })
      if (other !== question) expect(await answers().find(other)).toBeUndefined()
    }),
    { numRuns: 50 },
  )
})

it('takes a file of which any part was changed, cut off or added for none', async () => {
  await answers().keep('a', PAGE)
  const [name = ''] = await files()
  const whole = await readFile(join(folder, name))
  for (let at = 0; at < whole.length; at += 1) {
    for (const damaged of [whole.subarray(0, at), whole.with(at, (whole[at] ?? 0) ^ 1), Buffer.concat([whole, whole.subarray(at)])]) {
      await writeFile(join(folder, name), damaged)
      expect(await answers().find('a')).toBeUndefined()
    }
  }
  await writeFile(join(folder, name), whole)
  expect(await answers().find('a')).toEqual(PAGE)
})

it("takes another question's file for none, whatever its name", async () => {
  await answers().keep('a', PAGE)
  const [name = ''] = await files()
  await answers().forget('a')
  await answers().keep('b', PAGE)
  const [other = ''] = await files()
  await rename(join(folder, other), join(folder, name))
  expect(await answers().find('a')).toBeUndefined()
})

describe('the folder', () => {
  it('is made when the first answer is kept, for this user alone, and is not committed', async () => {
    expect(await answers().find('a')).toBeUndefined()
    await readOnly(answers()).keep('a', PAGE)
    await expect(stat(folder)).rejects.toThrow('ENOENT')
    await answers().keep('a', PAGE)
    const [name = ''] = await files()
    expect([await modeOf(folder), await modeOf(join(folder, name))]).toEqual([0o700, 0o600])
    expect(await readFile(join(folder, '.gitignore'), 'utf8')).toBe('*\n')
  })

  it('that was there stays as it is, with everything else in it', async () => {
    await mkdir(folder)
    await chmod(folder, 0o755)
    await writeFile(join(folder, 'README.md'), 'mine')
    await aged('README.md', 1000)
    await answers().keep('a', PAGE)
    expect(await modeOf(folder)).toBe(0o755)
    expect(await files()).toEqual(['README.md', expect.stringMatching(/^[0-9a-f]{64}$/)])
    await expect(stat(join(folder, '.gitignore'))).rejects.toThrow('ENOENT')
  })

  it('that cannot be written is told once, and otherwise as if it were empty', async () => {
    await writeFile(folder, 'a file')
    const troubles: string[] = []
    const { find, keep, forget } = answersIn(folder, (why) => troubles.push(why))
    for (const question of ['a', 'b']) {
      await keep(question, PAGE)
      await forget(question)
      expect(await find(question)).toBeUndefined()
    }
    expect(troubles).toEqual([expect.stringContaining('EEXIST')])
  })

  it('loses what was of no use in two weeks, and what a night that was killed had begun to write', async () => {
    for (const question of ['a', 'b']) await answers().keep(question, PAGE)
    const [first = '', second = ''] = await files()
    const begun = `${'0'.repeat(64)}.00000000-0000-0000-0000-000000000000.tmp`
    await writeFile(join(folder, begun), '')
    await aged(first, 15)
    await aged(second, 13)
    await aged(begun, 2)
    await answers().keep('c', PAGE)
    const left = await files()
    expect(left).toHaveLength(2)
    expect(left).toContain(second)
  })
})

it('lets an answer that is of use stay', async () => {
  await answers().keep('a', PAGE)
  const [name = ''] = await files()
  await aged(name, 13)
  await answers().used('a')
  expect(Date.now() - (await stat(join(folder, name))).mtimeMs).toBeLessThan(DAY)
  await answers().used('what is not there')
  expect(await files()).toEqual([name])
})

describe('a full folder', () => {
  it('keeps what it has and takes nothing new, until there is room again', async () => {
    await answers().keep('a', PAGE)
    const filling = await filler('0', 64 * MIB - 4096)
    const tonight = answers()
    await tonight.keep('b', PAGE)
    expect(await tonight.find('b')).toBeUndefined()
    await tonight.keep('a', { ...PAGE, headers: { etag: '"2"' } })
    expect(await answers().find('a')).toMatchObject({ headers: { etag: '"2"' } })
    await rm(join(folder, filling))
    await answers().keep('b', PAGE)
    expect(await answers().find('b')).toEqual(PAGE)
  })

  it('forgets the answer that a longer one was to replace', async () => {
    await answers().keep('a', PAGE)
    await filler('0', 64 * MIB - 4096)
    await answers().keep('a', { ...PAGE, body: new Uint8Array(5000) })
    expect(await answers().find('a')).toBeUndefined()
  })

  it('loses what was of no use for longest when it became too full', async () => {
    await mkdir(folder)
    const [old, recent] = [await filler('0', 40 * MIB), await filler('1', 40 * MIB)]
    await aged(old, 3)
    await aged(recent, 1)
    await answers().keep('a', PAGE)
    expect(await files()).toHaveLength(2)
    expect(await files()).toContain(recent)
  })

  it('counts what many at once want to keep together', async () => {
    await mkdir(folder)
    await filler('0', 64 * MIB - 10 * 4096)
    const tonight = answers()
    await Promise.all(Array.from({ length: 30 }, (_, i) => tonight.keep(`${i}`, PAGE)))
    expect(await files()).toHaveLength(11)
  })
})
