/** A page where a file is due: it may be the file itself, if its name says so and a file that is not there gets another answer. */

/** The name of a file that nobody has, beside an HTML file; undefined beside any other, for which a page is no answer. */
export function missingBeside(path: string): string | undefined {
  const extension = /\.html?$/i.exec(path)?.[0]
  return extension && path.replace(/[^/]*$/, `no-such-file-zz9${extension}`)
}
