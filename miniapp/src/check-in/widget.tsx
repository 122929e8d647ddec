import type { Answers } from '@shared/check-in';
import type { FieldHint, TemplateBody } from '@shared/check-in-template';
import { useWords } from '@/words/use-words';
import { propertyOf, typedOption } from './form-rules';
import { Choice } from '@/components/choice';
import { Temperature } from './widgets/temperature';
import { TypedText } from './widgets/typed-text';

type Answer = Answers[string];

interface Props {
  template: TemplateBody;
  field: FieldHint;
  value: Answer | undefined;
  onChange: (value: Answer | undefined) => void;
}

const LONGEST_TEXT = 200;

/** The control of one field, by its widget. */
export function Widget({ template, field, value, onChange }: Props) {
  const { t, pick } = useWords();
  const { key, widget } = field;
  const property = propertyOf(template, key);
  const id = `answer-${key}`;
  const label = pick(field.label);
  const options = (field.options ?? []).map((option) => ({ value: option.value, word: pick(option.label) }));
  switch (widget) {
    case 'temperature':
      return (
        <Temperature id={id} label={label} value={typeof value === 'number' ? value : undefined} onChange={onChange} />
      );
    case 'single': {
      const offered =
        options.length === 0 && property?.type === 'boolean'
          ? [
              { value: 'false', word: t('checkIn.no') },
              { value: 'true', word: t('checkIn.yes') },
            ]
          : options;
      return (
        <Choice
          label={label}
          options={offered}
          chosen={value === undefined ? [] : [String(value)]}
          onToggle={(choice) => onChange(typedOption(template, key, choice))}
        />
      );
    }
    case 'multi': {
      const chosen = Array.isArray(value) ? value : [];
      return (
        <Choice
          many
          label={label}
          options={options}
          chosen={chosen}
          onToggle={(choice) => onChange(toggled(chosen, choice))}
        />
      );
    }
    case 'notice':
      return property ? (
        <Choice
          many
          label={label}
          options={[{ value: 'true', word: t('checkIn.confirmNotice') }]}
          chosen={value === true ? ['true'] : []}
          onToggle={() => onChange(value === true ? undefined : true)}
        />
      ) : null;
    case 'text':
    case 'phone':
      return (
        <TypedText
          id={id}
          label={label}
          phone={widget === 'phone'}
          value={typeof value === 'string' ? value : ''}
          maxLength={typeof property?.maxLength === 'number' ? property.maxLength : LONGEST_TEXT}
          onChange={onChange}
        />
      );
  }
}

/** 'none' stands alone: choosing it clears the others, and the other way round. */
const toggled = (chosen: string[], choice: string): string[] | undefined => {
  const without = chosen.filter((value) => value !== choice && (choice === 'none' ? false : value !== 'none'));
  const next = chosen.includes(choice) ? without : [...without, choice];
  return next.length > 0 ? next : undefined;
};
