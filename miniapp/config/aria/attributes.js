const LABELLED = ['View', 'Text', 'Image', 'Button', 'Input', 'Textarea', 'Picker', 'Switch', 'ScrollView'];
const ATTRIBUTES = { 'aria-label': 'i.ariaLabel', 'aria-role': 'i.ariaRole', 'aria-checked': 'i.ariaChecked' };

module.exports = Object.fromEntries(LABELLED.map((name) => [name, { ...ATTRIBUTES }]));
