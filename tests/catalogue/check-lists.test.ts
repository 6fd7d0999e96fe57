/** `check` reads lists as people keep them, without any configuration. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { stillthere } from '../world/command.ts'

it('check README.md page.html names the datasets with file and line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lists-'))
  // Links that their own text decides: nobody is asked, so that the night needs no network.
  await writeFile(join(folder, 'README.md'), '# List\n\n## CT\n\n| Dataset | Link |\n| --- | --- |\n| LUNA | [link](https;//a.example/) |\n')
  await writeFile(join(folder, 'page.html'), '<h2>MR</h2>\n<p>BraTS: <a href="http://half-a-name/">link</a></p>')
  const { code, stdout } = await stillthere(['check', 'README.md', 'page.html', '--dry-run', '--json'], { cwd: folder })
  await rm(folder, { recursive: true })
  expect(code).toBe(0)
  expect(JSON.parse(stdout).links).toMatchObject([
    { url: 'http://half-a-name/', reason: 'malformed-url', datasets: [{ name: 'BraTS', group: 'MR', file: 'page.html', line: 2 }] },
    { url: 'https;//a.example/', reason: 'malformed-url', datasets: [{ name: 'LUNA', group: 'CT', file: 'README.md', line: 7 }] },
  ])
})

it('check says how many links of the lists are none of the catalogue, and where they are listed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lists-'))
  await writeFile(join(folder, 'README.md'), '[CT](#ct) [MR](#mr) ![logo](logo.png)\n\n# CT\n\nLUNA: [link](https;//a.example/)\n')
  const { stderr } = await stillthere(['check', 'README.md', '--dry-run'], { cwd: folder })
  await rm(folder, { recursive: true })
  expect(stderr).toContain('3 other links are left out: 2 × a place in the same file, 1 × a picture of the page. stillthere lint lists them.\n')
})
