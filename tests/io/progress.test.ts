/** What is shown of a run that is under way. */
import { expect, it } from 'vitest'
import { progressOn } from '#io/progress.ts'

const BAIDU = () => ({ name: 'baidu-pan', left: 12 })

/** Progress on a stream, and what was written to it. `clock.now` is the time in milliseconds. */
function shown(more: { isTTY?: boolean; columns?: number } = {}) {
  const written: string[] = []
  const clock = { now: 0 }
  const progress = progressOn({ write: (text: string | Uint8Array) => written.push(String(text)) > 0, ...more }, () => clock.now)
  return { progress, written, clock }
}

it('a log gets a line every ten seconds and one at the end, with the host that has the most left', () => {
  const { progress, written, clock } = shown()
  progress.say('about 4 min: pan.baidu.com has 15 links at 3 s')
  for (let done = 1; done <= 30; done += 1) {
    clock.now += 1_000
    progress.tell(done, 30, done === 30 ? () => undefined : BAIDU)
  }
  expect(written).toEqual([
    'about 4 min: pan.baidu.com has 15 links at 3 s\n',
    '10/30 links asked, 12 left at baidu-pan\n',
    '20/30 links asked, 12 left at baidu-pan\n',
    '30/30 links asked\n',
  ])
})

it('a terminal gets a bar no wider than itself, under the lines that stay', () => {
  const { progress, written, clock } = shown({ isTTY: true, columns: 50 })
  progress.tell(15, 30, BAIDU)
  clock.now += 1
  progress.tell(16, 30, BAIDU)
  progress.say('baidu-pan asks to be left alone for 60 s')
  progress.say(undefined)
  progress.end()
  const bar = '████████████░░░░░░░░░░░░ 15/30 links · 12 left at'
  expect(written).toEqual([`\r\x1b[2K${bar}`, `\r\x1b[2Kbaidu-pan asks to be left alone for 60 s\n${bar}`, '\r\x1b[2K'])
})

it('nothing is called for a host that is through', () => {
  const { progress, written } = shown({ isTTY: true })
  progress.tell(1, 1, () => undefined)
  expect(written).toEqual([`\r\x1b[2K${'█'.repeat(24)} 1/1 links`])
})
