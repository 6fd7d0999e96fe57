/** The workflows and the action as data, and their scripts run the way the runner runs them. */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parse } from 'yaml'

export const ROOT = join(import.meta.dirname, '../..')

export type Step = {
  readonly id?: string
  readonly name?: string
  readonly if?: string
  readonly uses?: string
  readonly run?: string
  readonly shell?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
}

export type Job = {
  readonly needs?: string | readonly string[]
  readonly if?: string
  readonly 'runs-on'?: unknown
  readonly strategy?: { readonly 'fail-fast': boolean; readonly matrix: { readonly part: readonly number[] } }
  readonly outputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly permissions?: Readonly<Record<string, string>>
  readonly environment?: unknown
  readonly 'timeout-minutes'?: number
  readonly steps: readonly Step[]
}

export type Workflow = {
  readonly on: Readonly<Record<string, unknown>> & { readonly schedule?: readonly { readonly cron: string }[] }
  readonly permissions: unknown
  readonly concurrency?: { readonly 'cancel-in-progress': boolean }
  readonly env?: Readonly<Record<string, string>>
  readonly defaults: { readonly run: { readonly shell: string } }
  readonly jobs: Readonly<Record<string, Job>>
}

export type Action = {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>
  readonly runs: { readonly using: string; readonly steps: readonly Step[] }
}

/** The data of a YAML file, by its path in the project. */
export const readData = async <Data>(file: string): Promise<Data> => parse(await readFile(join(ROOT, file), 'utf8')) as Data

/** The script of the step with this id or name. */
export function scriptOf(steps: readonly Step[], called: string): string {
  const script = steps.find(({ id, name }) => id === called || name === called)?.run
  if (script === undefined) throw new Error(`there is no step ${called} with a script`)
  return script
}

export type Done = {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** What the step wrote for later ones. */
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
}

/** Runs a script as a step with `shell: bash` does: it ends at the first command that fails. */
export async function runStep(
  script: string,
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Done> {
  const files = await mkdtemp(join(tmpdir(), 'stillthere-step-'))
  const [output, summary] = [join(files, 'output'), join(files, 'summary')]
  const { PATH, HOME } = process.env
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd,
    env: { PATH, HOME, NO_COLOR: '1', GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  const [written, shown] = await Promise.all([output, summary].map((file) => readFile(file, 'utf8').catch(() => '')))
  await rm(files, { recursive: true })
  const outputs = Object.fromEntries((written ?? '').split('\n').flatMap((line) => (line === '' ? [] : [line.split('=') as [string, string]])))
  return { code, stdout, stderr, outputs, summary: shown ?? '' }
}
