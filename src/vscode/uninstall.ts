import { homedir } from 'node:os';
import { deleteRememberedStores } from '../store/deleteStore.ts';
import { storeFolder } from '../store/storeFolder.ts';

/**
 * ENTRY of dist/uninstall.js, which VS Code runs once the extension has been removed: deletes the indexes that lie outside
 * of the editor's own storage. Nothing of the editor can be asked here.
 */
void deleteRememberedStores(storeFolder(process.env, process.platform, homedir()));
