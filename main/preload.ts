import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { type Bridge, bridgeChannels, type ChosenFile } from '../contract/bridge.ts';

// Runs sandboxed and isolated: nothing but `bridge` reaches the page, and paths do not come past this file.

ipcRenderer.on(bridgeChannels.portOpened, (event) => {
  window.postMessage(bridgeChannels.portOpened, window.location.origin, event.ports);
});

const bridge: Bridge = {
  openPort: () => ipcRenderer.send(bridgeChannels.openPort),
  requestTickets: (files) => ipcRenderer.invoke(bridgeChannels.requestTickets, Array.from(files, pathOfFile)),
};

/** The path of a file the person really dropped or chose; empty for one that a script made up. */
function pathOfFile(file: ChosenFile): string {
  return webUtils.getPathForFile(file as File);
}

contextBridge.exposeInMainWorld('bridge', bridge);
