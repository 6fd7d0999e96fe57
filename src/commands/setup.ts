/** Builds what every probing command needs from the configuration: checkers at their pace, and the network. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Config, paceOf, readConfig } from '#config.ts'
import { redacted } from '#core/evidence.ts'
import { lanesOf } from '#core/lanes.ts'
import { GENERIC } from '#core/plan.ts'
import { findCheckers } from '#hosts/index.ts'
import { answersIn, readOnly } from '#io/answers.ts'
import { readIfThere } from '#io/files.ts'
import { createNetwork, type Network, type NetworkOptions } from '#io/network.ts'
import type { Checkers } from '#model/checker.ts'
import { InputError } from '#model/errors.ts'
import type { Said, World } from './commands.ts'
import { oneOf, textOf } from './parse.ts'

/** Read when it exists, unless the command line names another. */
export const CONFIG_FILE = 'stillthere.yaml'

export type Setup = { readonly config: Config; readonly checkers: Checkers }

/** Reads the configuration as the command line says. @throws {InputError} */
export async function setup(said: Said, { env, cwd }: World): Promise<Setup> {
  const declared = await findCheckers()
  const named = textOf(said, 'config')
  const file = named ?? CONFIG_FILE
  const text = await readIfThere(resolve(cwd, file))
  if (text === undefined && named !== undefined) throw new InputError({ message: 'There is no such configuration file.', where: { file } })
  const lang = oneOf(said, 'lang', ['en', 'zh-CN'])
  const reports = textOf(said, 'reports')
  const config = readConfig({
    file,
    env,
    hosts: declared.keys(),
    secrets: [...declared.values()].flatMap(({ secrets = [] }) => secrets),
    overrides: {
      ...(lang !== undefined && { lang }),
      ...(reports !== undefined && { reports }),
      ...(said.arguments.length > 0 && { catalogue: said.arguments }),
    },
    ...(text !== undefined && { text }),
  })
  return { config, checkers: pacedBy(declared, config.hosts) }
}

/** The checkers at the pace that the configuration gives them. */
export function pacedBy(declared: Checkers, hosts: Config['hosts']): Checkers {
  return new Map([...declared].map(([id, checker]) => [id, { ...checker, pace: paceOf(id, checker.pace, hosts) }]))
}

/** The network as configured. Close it when the command is done. */
export function networkOf({ config, checkers }: Setup, more: Pick<NetworkOptions, 'paused' | 'keeping'> = {}): Network {
  const { userAgent, timeout, concurrency, allow, secrets, proxy } = config
  return createNetwork({ userAgent, timeout, concurrency, allow, secrets, proxy, laneOf: lanesOf(checkers), ...more })
}

/** The answers of earlier nights, where the configuration names a folder for them. `tell`: why none can be kept there. */
export function keepingOf({ cache }: Config, { cwd }: World, { dry = false, tell }: Telling): Pick<NetworkOptions, 'keeping'> {
  if (cache === undefined) return {}
  const answers = answersIn(resolve(cwd, cache), (why) => tell(`Answers cannot be kept in ${cache}: ${why}`))
  return { keeping: { answers: dry ? readOnly(answers) : answers, isSecret: (url) => redacted(url) !== url } }
}

type Telling = { readonly dry?: boolean; readonly tell: (text: string) => void }

/** The ids of `--host`. @throws {InputError} for a host there is no checker for */
export function chosenHosts(said: Said, checkers: Checkers): readonly string[] | undefined {
  const ids = textOf(said, 'host')?.split(',')
  const unknown = ids?.find((id) => !checkers.has(id))
  if (unknown !== undefined) {
    throw new InputError({
      message: `There is no host "${unknown}".`,
      hint: `stillthere hosts lists them; links of no special host belong to ${GENERIC}.`,
    })
  }
  return ids
}

/** Name and version, as reports and user agents give them. */
export function toolName(): string {
  const { name, version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { name: string; version: string }
  return `${name}/${version}`
}
