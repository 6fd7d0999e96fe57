/** What the environment says: secrets, proxies, and where this machine looks from. */
import { type Complaint, InputError } from '#model/errors.ts'

/** Environment variables, as `process.env` has them. */
export type Variables = Readonly<Record<string, string | undefined>>

export type Environment = {
  /** The secrets that are set, by the name of their variable. */
  readonly secrets: ReadonlyMap<string, string>
  readonly smtpUrl?: string
  readonly proxy: { readonly http?: string; readonly https?: string; readonly no?: string }
  /** Where the run looks from, as the reports name it. */
  readonly vantage: string
  /** Where people read the report, for the mails. */
  readonly reportUrl?: string
  /** The file whose text a workflow run shows on its own page. */
  readonly stepSummary?: string
}

/**
 * Reads the variables of the contract. One that is set to nothing counts as not set.
 * @param secrets names of variables besides `GITHUB_TOKEN` that hold secrets
 * @throws {InputError} names the variables at fault, never their values: those are secrets
 */
export function fromEnvironment(env: Variables, secrets: Iterable<string>): Environment {
  const complaints: Complaint[] = []
  const smtpUrl = urlIn(env, ['SMTP_URL'], ['smtp:', 'smtps:'], 'smtp://user:password@mail.example.org:587', complaints)
  const http = urlIn(env, ['http_proxy', 'HTTP_PROXY'], ['http:', 'https:'], 'http://proxy.example.org:3128', complaints)
  const https = urlIn(env, ['https_proxy', 'HTTPS_PROXY'], ['http:', 'https:'], 'http://proxy.example.org:3128', complaints)
  const no = env.no_proxy || env.NO_PROXY
  if (complaints.length > 0) throw new InputError(...complaints)

  const names = new Set(['GITHUB_TOKEN', ...secrets])
  return {
    secrets: new Map([...names].flatMap((name) => (env[name] ? [[name, env[name]] as const] : []))),
    ...(smtpUrl !== undefined && { smtpUrl }),
    proxy: { ...(http !== undefined && { http }), ...(https !== undefined && { https }), ...(no && { no }) },
    ...reportUrl(env),
    ...(env.GITHUB_STEP_SUMMARY && { stepSummary: env.GITHUB_STEP_SUMMARY }),
    vantage: env.STILLTHERE_VANTAGE || (env.GITHUB_ACTIONS === 'true' ? 'github-actions' : 'local'),
  }
}

/** The first of the variables that is set, if it is a URL with one of the schemes. Lower case comes first, as in curl. */
function urlIn(env: Variables, names: readonly string[], schemes: readonly string[], example: string, complaints: Complaint[]) {
  const name = names.find((candidate) => env[candidate])
  const value = name && env[name]
  if (!value) return undefined
  if (schemes.includes(URL.parse(value)?.protocol ?? '')) return value
  complaints.push({ message: `The environment variable ${name} must be a URL such as ${example}.` })
  return undefined
}

/**
 * Where the queue of a fleet is. Read only when there is a fleet: other programs call theirs by the same name.
 * @throws {InputError} names the variable, never its value
 */
export function redisUrl(env: Variables): string {
  const complaints: Complaint[] = []
  const url = urlIn(env, ['REDIS_URL'], ['redis:', 'rediss:'], REDIS, complaints)
  if (url === undefined && complaints.length === 0) {
    complaints.push({ message: `A fleet needs the environment variable REDIS_URL, such as ${REDIS}.` })
  }
  if (url === undefined) throw new InputError(...complaints)
  return url
}

const REDIS = 'redis://:password@redis.example.org:6379'

/** Said by the operator, or the folder on the forge that runs the night. */
function reportUrl(env: Variables): Pick<Environment, 'reportUrl'> {
  const { STILLTHERE_REPORT_URL, GITHUB_SERVER_URL, GITHUB_REPOSITORY } = env
  if (STILLTHERE_REPORT_URL) return { reportUrl: STILLTHERE_REPORT_URL }
  return GITHUB_SERVER_URL && GITHUB_REPOSITORY ? { reportUrl: `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/tree/HEAD/reports` } : {}
}
