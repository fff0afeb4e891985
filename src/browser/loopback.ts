/** Whether a page's address leads to its reader's own computer, and to no other. */
export function isLoopback({ hostname }: { readonly hostname: string } = location): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
