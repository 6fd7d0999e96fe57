/** `stillthere.yaml`, the environment and the command line, as one configuration. */
import { readYaml } from '#catalogue/yaml.ts'
import type { Pace, Pattern } from '#model/checker.ts'
import { type Complaint, InputError } from '#model/errors.ts'
import { type Environment, fromEnvironment, type Variables } from './environment.ts'
import { settingsFile } from './settings.ts'

export type Config = Environment & {
  readonly title: string
  /** Registry files and folders, relative to the working directory. */
  readonly catalogue: readonly string[]
  /** The folder of memory and reports, relative to the working directory. */
  readonly reports: string
  /** The folder of answers that hosts need not send again, relative to the working directory. Without it all are sent every night. */
  readonly cache?: string
  readonly lang: 'en' | 'zh-CN'
  readonly schedule: { readonly cron: string; readonly timezone: string }
  /** Nights after which a problem is believed, and nights without a usable answer after which that is told. */
  readonly confirm: { readonly gone: number; readonly unreachable: number; readonly silence: number }
  /** Nights from one question about a link to the next, when its host lists it and proves itself. */
  readonly recheck: { readonly alive: number }
  /** Without `from` there is no mail. */
  readonly mail: { readonly from?: string; readonly to: readonly string[]; readonly remindDays: number }
  /** Requests in flight at once, over all hosts. */
  readonly concurrency: number
  /** Milliseconds for one request. */
  readonly timeout: number
  readonly userAgent: string
  /** CIDR ranges that are private or reserved and yet may be contacted. */
  readonly allow: readonly string[]
  /** What the file says about pace, by checker id and `*`; see `paceOf`. */
  readonly hosts: ReadonlyMap<string, Partial<Pace>>
  /** URL forms that are not probed. */
  readonly ignore: readonly Pattern[]
}

export type ConfigSource = {
  /** The text of the file; undefined when there is none. */
  readonly text?: string | undefined
  /** The name that complaints give it. */
  readonly file: string
  readonly env: Variables
  /** What the command line says; it comes before the file. */
  readonly overrides?: Partial<Pick<Config, 'catalogue' | 'reports' | 'lang'>>
  /** The checker ids that may be named in `hosts`, `generic` included. */
  readonly hosts: Iterable<string>
  /** Names of variables that hold secrets, as the checkers declare them; `GITHUB_TOKEN` always is one. */
  readonly secrets?: Iterable<string>
}

/**
 * Reads the configuration.
 * @throws {InputError} all that is wrong with the file and the environment; values of variables are never shown
 */
export function readConfig({ text = '', file, env, overrides = {}, hosts, secrets = [] }: ConfigSource): Config {
  const complaints: Complaint[] = []
  const settings = gathered(() => readYaml(text, file, settingsFile(hosts)).value, complaints)
  const environment = gathered(() => fromEnvironment(env, secrets), complaints)
  if (settings === undefined || environment === undefined) throw new InputError(...complaints)

  const { timeout, network, hosts: paces, ...plain } = settings
  return {
    ...plain,
    ...environment,
    timeout: timeout * 1000,
    allow: network.allow,
    hosts: new Map(Object.entries(paces).flatMap(([id, pace]) => (pace ? [[id, pace]] : []))),
    ...overrides,
  }
}

/** The pace of a host, field by field: the file's word for it, the file's word for all, what its checker declares. */
export function paceOf(id: string, declared: Pace, hosts: Config['hosts']): Pace {
  return { ...declared, ...hosts.get('*'), ...hosts.get(id) }
}

/** What the task gives, or undefined and its complaints, so that all are told at once. */
function gathered<Value>(task: () => Value, complaints: Complaint[]): Value | undefined {
  try {
    return task()
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    complaints.push(...error.complaints)
    return undefined
  }
}
