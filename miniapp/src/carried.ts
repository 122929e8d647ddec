// a mini-program has its main package at hand
export {};
