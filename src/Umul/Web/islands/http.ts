// Requests to this server. A failure becomes an Error whose message is the problem's own words.

const base = document.querySelector("base")?.href ?? `${location.origin}/`;

export function urlOf(path: string): string {
  return new URL(path, base).href;
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await send(path, { method: "GET" }, signal)).json() as Promise<T>;
}

export async function postForJson<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return (await send(path, jsonBody("POST", body), signal)).json() as Promise<T>;
}

export async function postForBytes(path: string, body: unknown, signal?: AbortSignal): Promise<ArrayBuffer> {
  return (await send(path, jsonBody("POST", body), signal)).arrayBuffer();
}

export async function postForBlob(path: string, body: unknown, signal?: AbortSignal): Promise<Blob> {
  return (await send(path, jsonBody("POST", body), signal)).blob();
}

export async function post(path: string, body: unknown): Promise<void> {
  await send(path, jsonBody("POST", body));
}

function jsonBody(method: string, body: unknown): RequestInit {
  return { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function send(path: string, request: RequestInit, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(urlOf(path), { ...request, ...(signal ? { signal } : {}) });
  if (response.ok) return response;
  const problem = (await response.json().catch(() => null)) as { detail?: string; title?: string; message?: string } | null;
  throw new Error(problem?.detail ?? problem?.message ?? problem?.title ?? `${response.status} ${response.statusText}`);
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
