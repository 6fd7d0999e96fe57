/** The README tells the truth: its commands are there, its words are the tool's, its links lead somewhere. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRegistry } from '#catalogue/registry.ts'
import { REASONS, STATUSES } from '#model/verdict.ts'
import { usageBlock } from './support/readme.ts'
import { stillthere } from './world/command.ts'

const ROOT = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const README = read('README.md')
const { scripts, dependencies } = JSON.parse(read('package.json'))

describe('the README', () => {
  it('shows what --help prints', async () => {
    expect((await stillthere(['--help'])).stdout).toBe(usageBlock('help'))
  })

  it('opens with the two commands, and both are there', () => {
    expect(README.split('\n').slice(2, 6).join('\n')).toMatch(/^```sh\nnpm ci && npm start .*\nnpm ci && npm test .*\n```$/)
    expect(scripts).toMatchObject({ start: 'node src/cli.ts check', test: 'vitest run' })
  })

  it('explains every status with every reason', () => {
    for (const status of STATUSES) {
      const row = README.split('\n').find((line) => line.startsWith(`| \`${status}\` |`)) ?? ''
      const reasons = Object.entries(REASONS).flatMap(([reason, of]) => (of === status ? [reason] : []))
      expect([...row.matchAll(/`([\w-]+)`/g)].map(([, word]) => word)).toEqual([status, ...reasons])
    }
  })

  it('justifies every package that users install', () => {
    for (const name of Object.keys(dependencies)) expect(README, name).toMatch(new RegExp(`^\\| ${name} \\| .+ \\|$`, 'm'))
  })

  it('shows a registry file that can be read', () => {
    const example = /^```yaml\n(# registry.*?)^```$/ms.exec(README)?.[1] ?? ''
    expect(readRegistry(example, 'README.md')).toMatchObject([{ group: 'CT', links: [{}, { paused: expect.any(String) }] }])
  })

  it.each(['README.md', 'CONTRIBUTING.md'])('and the links of %s lead to files that exist', (file) => {
    const targets = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target ?? '')
    expect(targets.filter((target) => !existsSync(join(ROOT, target)) && target !== 'reports/README.md')).toEqual([])
  })
})
