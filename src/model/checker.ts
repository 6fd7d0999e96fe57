/** How knowledge about a host is declared: a pure conversation, the URLs it claims, its controls and its pace. */
import type { Exchange, Request } from './http.ts'
import type { Link } from './registry.ts'
import type { Reason, Replacement, Verdict } from './verdict.ts'

/** A whole check of one link: asks questions, reads the answers, returns the verdict. */
export type Conversation = Generator<Request, Verdict, Exchange>

/** One step of a conversation, for `yield*`. */
export type Question<Answer> = Generator<Request, Answer, Exchange>

/** There was no answer that counts; carries the verdict that says so. Thrown, it ends the conversation with that verdict. */
export class NoAnswer extends Error {
  readonly verdict: Verdict
  constructor(said: Verdict) {
    super(said.reason)
    this.name = 'NoAnswer'
    this.verdict = said
  }
}

/** The host answered something its checker has never seen. Nothing is guessed: the verdict is `unrecognised`. */
export class Unrecognised extends Error {}

/** Requests in flight at once to the host, and seconds between the starts of two of them. */
export type Pace = { readonly concurrency: number; readonly spacing: number }

/** URLs whose fate is known: the host must vouch for `present` and deny `absent` before its word counts tonight. */
export type Controls = { readonly present: readonly string[]; readonly absent: readonly string[] }

/** A URL form such as `https://pan.baidu.com/s/:surl`; see `pattern` in the kit. */
export type Pattern = {
  readonly form: string
  /** The named parts of a URL of this form, or undefined when it has another. */
  match(url: URL): Readonly<Record<string, string>> | undefined
}

export type InvalidReason = Extract<Reason, 'malformed-url' | 'incomplete-url' | 'not-a-dataset' | 'passcode-missing' | 'unsupported-scheme'>

/** A link of this host that cannot work as it is written. No request is made for it. */
export type Invalid = { readonly invalid: InvalidReason; readonly detail?: string; readonly replacement?: Replacement }

/** What a checker may know besides its target. */
export type Night<Target> = {
  /** All targets of this host tonight, in a stable order: a host that answers for many at once is asked once. */
  readonly peers: readonly Target[]
  /** The names of the declared secrets that are set; never their values. */
  readonly secrets: ReadonlySet<string>
  /**
   * The conversation of whichever checker claims another URL, for a host that only points elsewhere (a DOI).
   * @throws {Unrecognised} when that URL cannot work as it is written
   */
  readonly elsewhere: (url: string) => Conversation
}

/** A place where the dataset of a link may be now. `certain` only where the host itself says that it is the same thing. */
export type Candidate = Replacement

/** The dataset a link was to lead to: its name in the catalogue, the title its host gave it while it was there, and the catalogue's host names. */
export type Sought = { readonly name: string; readonly title?: string; readonly hosts?: readonly string[] }

export type Checker<Target extends object = object> = {
  readonly title: string
  readonly homepage: string
  /** The URL forms this host uses, for routing and for people. */
  readonly urls: readonly Pattern[]
  readonly pace: Pace
  readonly controls: Controls
  /** Names of environment variables whose values the transport may send for this host. */
  readonly secrets?: readonly string[]
  /**
   * Parses a link of this host. Plain data (strings, numbers, booleans): two spellings of one thing give equal targets.
   * Undefined when the URL is not this host's.
   */
  match(url: URL, link: Pick<Link, 'url' | 'passcode' | 'access'>): Target | Invalid | undefined
  check(target: Target, night: Night<Target>): Conversation
  /**
   * Where the dataset of a link that does not work any more may be now, the likeliest place first. Asked once in weeks and
   * believed in nothing: each candidate is probed before anybody sees it. A search that gets no answer has found nothing.
   */
  suggest?(target: Target, dataset: Sought): Question<readonly Candidate[]>
}

/** Checkers by id; the folder's name is the id. */
export type Checkers = ReadonlyMap<string, Checker>
