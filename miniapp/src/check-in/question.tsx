import { Text, View } from '@tarojs/components';
import type { Answers } from '@shared/check-in';
import type { FieldHint, TemplateBody } from '@shared/check-in-template';
import { FieldError } from '@/components/field-error';
import { useWords } from '@/words/use-words';
import { isRequired, propertyOf } from './form-rules';
import { Widget } from './widget';

interface Props {
  template: TemplateBody;
  field: FieldHint;
  value: Answers[string] | undefined;
  error: string | null;
  /** added by the version of the form that has just arrived */
  isNew: boolean;
  onChange: (value: Answers[string] | undefined) => void;
}

export function Question({ template, field, value, error, isNew, onChange }: Props) {
  const { t, pick } = useWords();
  const optional = propertyOf(template, field.key) !== undefined && !isRequired(template, field.key) && !field.askWhen;
  const note =
    field.widget === 'multi' && !field.help ? t('checkIn.chooseMany') : optional ? t('checkIn.optional') : null;
  return (
    <View
      id={`field-${field.key}`}
      className={`field question${error ? ' field--wrong' : ''}${isNew ? ' question--new' : ''}`}
    >
      <View className="row row--wrap">
        <Text className="field__word">{pick(field.label)}</Text>
        {note && <Text className="field__hint">{note}</Text>}
      </View>
      {field.help && <Text className="field__hint">{pick(field.help)}</Text>}
      <Widget template={template} field={field} value={value} onChange={onChange} />
      <FieldError>{error}</FieldError>
    </View>
  );
}
