/** 'primaryColor' → 'primary-color': all that NutUI asks of lodash, which finds the global object by `Function`. */
module.exports = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
