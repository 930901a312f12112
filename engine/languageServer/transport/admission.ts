/** Which messages of a client reach the server, and what is answered to the others. */
import { ErrorCodes, type Message, type ResponseMessage } from 'vscode-languageserver/node';
import { parseJson } from '../../platform/readFile';

/** A message for the server, an answer for the client, or neither. */
export type Admitted = { readonly message: Message } | { readonly answer: ResponseMessage } | null;

type Stage = 'new' | 'running' | 'shut down';

/** Applies the rules of JSON-RPC and of the protocol's life cycle, message by message. */
export class Admission {
  #stage: Stage = 'new';
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  get isShutDown(): boolean {
    return this.#stage === 'shut down';
  }

  /** @param body - of one message */
  admit(body: Uint8Array): Admitted {
    let data: unknown;
    try {
      data = parseJson(this.#decoder.decode(body));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return refusal(null, ErrorCodes.ParseError, `The message cannot be read: ${reason}`);
    }
    if (!isObject(data)) {
      return refusal(null, ErrorCodes.InvalidRequest, 'A message must be one JSON object');
    }
    return this.#admitObject(data);
  }

  #admitObject(data: Readonly<Record<string, unknown>>): Admitted {
    const { id, method, params } = data;
    const isRequest = id !== undefined;
    if (isRequest && typeof id !== 'string' && typeof id !== 'number') {
      // A client that could not read a request answers with the id null.
      if (id === null && method === undefined) return null;
      return refusal(null, ErrorCodes.InvalidRequest, 'The id of a request must be a string or a number');
    }
    if (method === undefined && isRequest) return { message: messageOf(data) };
    if (typeof method !== 'string') {
      return refusal(id ?? null, ErrorCodes.InvalidRequest, 'The method of a message must be a string');
    }
    if (params !== undefined && params !== null && typeof params !== 'object') {
      if (!isRequest) return null;
      return refusal(id, ErrorCodes.InvalidParams, 'Parameters must be an object or an array');
    }
    if (!isRequest) return this.#admitsNotification(method, params) ? { message: messageOf(data) } : null;
    return this.#refusalByStage(id, method) ?? { message: messageOf(data) };
  }

  #admitsNotification(method: string, params: unknown): boolean {
    if (method === '$/cancelRequest') {
      return isObject(params) && ['string', 'number'].includes(typeof params['id']);
    }
    return method === 'exit' || this.#stage === 'running';
  }

  #refusalByStage(id: string | number, method: string): Admitted {
    if (this.#stage === 'shut down') {
      return refusal(id, ErrorCodes.InvalidRequest, 'The server is shutting down');
    }
    if (method === 'initialize') {
      if (this.#stage === 'running') {
        return refusal(id, ErrorCodes.InvalidRequest, 'The server is initialized already');
      }
      this.#stage = 'running';
      return null;
    }
    if (this.#stage === 'new') {
      return refusal(id, ErrorCodes.ServerNotInitialized, 'The server is not initialized');
    }
    if (method === 'shutdown') this.#stage = 'shut down';
    return null;
  }
}

function refusal(id: string | number | null, code: number, message: string): { answer: ResponseMessage } {
  return { answer: { jsonrpc: '2.0', id, error: { code, message } } };
}

function messageOf(data: Readonly<Record<string, unknown>>): Message {
  return { ...data, jsonrpc: '2.0' };
}

function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
