import { hash } from 'node:crypto';

/** SHA-1 of the bytes as 40 hex digits: identifies content, protects nothing. */
export function hashBytes(bytes: Uint8Array): string {
  return hash('sha1', bytes);
}
