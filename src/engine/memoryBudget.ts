const MEGABYTE = 1024 * 1024;

/**
 * The budget in bytes.
 * @param setting megabytes; 0: an eighth of the machine's memory, at least 1 GB and at most 4 GB
 * @param machine bytes of memory that the machine has
 */
export function memoryBudget(setting: number, machine: number): number {
  if (setting > 0) return setting * MEGABYTE;
  return Math.min(4096 * MEGABYTE, Math.max(1024 * MEGABYTE, machine / 8));
}
