/** Who logs in to a server, by its URL. */

export type Credentials = { readonly user: string; readonly pass: string }

export function userIn({ username, password }: URL): Credentials | undefined {
  return username === '' ? undefined : { user: decoded(username), pass: decoded(password) }
}

/** A password with a percent sign that nobody encoded is taken as it stands. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
