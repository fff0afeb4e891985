/** The reverse proxies of the tests, which docs/hosting.md has configurations for. */
import { ensureProgram } from './ensure-program.ts';

/**
 * @returns the program's path
 * @throws with what to install
 */
export function ensureNginx(): string {
  return ensureProgram({ title: 'nginx', names: ['nginx'], variable: 'NGINX_PATH', debian: 'nginx-light' });
}

/**
 * @returns the program's path
 * @throws with what to install
 */
export function ensureCaddy(): string {
  return ensureProgram({ title: 'Caddy', names: ['caddy'], variable: 'CADDY_PATH', debian: 'caddy' });
}

if (import.meta.main) console.log(ensureNginx(), ensureCaddy());
