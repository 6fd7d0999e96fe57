/** Phrases by key, so that the page can be put into another language while it is open. */
import { encoded } from '#report/encoded.ts'
import { Html, html } from '#report/html.ts'
import type { View } from '#report/view.ts'
import { type Lang, type Words, wordsIn } from '#report/words.ts'
import { headline, type Newest, pageWordsIn } from './words.ts'

export const LANGS: readonly Lang[] = ['en', 'zh-CN']

/** Every phrase of the page in one language. What depends on a number or a date is a form to fill in, or filled in already. */
export function phrases({ summary, hosts }: View, newest: Newest | undefined, lang: Lang) {
  const words = wordsIn(lang)
  const untrusted = hosts.filter(({ trusted }) => !trusted).map(({ title }) => title)
  return {
    ...named(words.status, ({ word }) => word),
    ...named(words.reason, ({ what }) => what),
    ...keyed('meaning', words.status, ({ meaning }) => meaning),
    ...keyed('todo', words.reason, ({ todo }) => todo),
    ...keyed('warning', words.warning, words.advice),
    ...keyed('control', words.control, (word) => word),
    ...keyed('label', words.label, (word) => word),
    ...keyed('column', words.column, (word) => word),
    ...keyed('section', words.section, ({ title }) => title),
    ...keyed('about', words.section, ({ about = '' }) => about),
    ...keyed('page', pageWordsIn(lang), (word) => word),
    ...pick(words, ['paused', 'unchecked', 'linkless', 'unasked', 'byHand']),
    headline: headline(summary, newest, lang),
    untrusted: untrusted.length === 0 ? '' : words.untrusted(untrusted),
    run: words.run('{0}', '{1}', '{2}'),
    recheck: words.recheck('{0}'),
    lastAlive: words.lastAlive('{0}'),
    neverAlive: words.lastAlive(undefined),
    standing: words.standing('{0}', '{1}'),
    seenFrom: words.seenFrom('{0}'),
    todoLabel: words.labelled(words.label.todo, '').trim(),
    replacementLabel: words.labelled(words.label.replacement, '').trim(),
    certain: words.replaced('', true, '{0}').trim(),
    likely: words.replaced('', false, '{0}').trim(),
  }
}

export type Phrases = ReturnType<typeof phrases>
export type Key = keyof Phrases

/** What a phrase is filled in with: text, or another phrase. */
export type Arg = string | number | { readonly phrase: Key }

/** A phrase in the language of the page, marked so that it can be said in the other one. */
export type Say = (key: Key, ...args: readonly Arg[]) => Html

/** How a page speaks: in elements, in plain text for attributes, and what it has said so far. */
export type Speech = { readonly say: Say; readonly text: (key: Key, ...args: readonly Arg[]) => string; readonly spoken: ReadonlySet<Key> }

export function speech(said: Phrases): Speech {
  const spoken = new Set<Key>()
  const text: Speech['text'] = (key, ...args) => {
    for (const one of [key, ...args.flatMap((arg) => (typeof arg === 'object' ? [arg.phrase] : []))]) spoken.add(one)
    return said[key].replace(/\{(\d)\}/g, (_, n) => {
      const arg = args[n] ?? ''
      return typeof arg === 'object' ? said[arg.phrase] : String(arg)
    })
  }
  return { text, spoken, say: (key, ...args) => html`<span data-t="${marked(key, ...args)}">${text(key, ...args)}</span>` }
}

/** How an element tells which phrase it says: the key and its arguments, encoded, a phrase among them as `:key`. */
export const marked = (key: Key, ...args: readonly Arg[]): string =>
  [key, ...args.map((arg) => (typeof arg === 'object' ? `:${arg.phrase}` : encoded(String(arg))))].join(' ')

/** The script says these by itself. */
const ALWAYS: readonly Key[] = ['page.shown', 'page.stale']

/** The phrases that were spoken, in every language, as data for the script; nothing in it can end the element it stands in. */
export function island(all: Readonly<Record<Lang, Phrases>>, spoken: ReadonlySet<Key>): Html {
  const keys = [...ALWAYS, ...spoken]
  const needed = Object.entries(all).map(([lang, said]) => [lang, Object.fromEntries(keys.map((key) => [key, said[key]]))])
  return new Html(`<script type="application/json" id="phrases">${JSON.stringify(Object.fromEntries(needed)).replaceAll('<', '\\u003c')}</script>`)
}

/** Statuses and reasons are on every row: their phrases go by their bare names. */
const named = <Name extends string, Value>(table: Readonly<Record<Name, Value>>, word: (value: Value) => string) =>
  Object.fromEntries(Object.entries<Value>(table).map(([name, value]) => [name, word(value)])) as Readonly<Record<Name, string>>

function keyed<Prefix extends string, Name extends string, Value>(
  prefix: Prefix,
  table: Readonly<Record<Name, Value>>,
  word: (value: Value) => string,
) {
  const entries = Object.entries<Value>(table).map(([name, value]) => [`${prefix}.${name}`, word(value)])
  return Object.fromEntries(entries) as Readonly<Record<`${Prefix}.${Name}`, string>>
}

const pick = <Name extends keyof Words>(words: Words, names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, words[name]])) as Pick<Words, Name>
