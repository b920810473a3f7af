# Report and history, second part: what is drawn, searched, heard again and compared.

export-table = Tabla…

review-line = Cómo transcurrió
line-help = Señala un turno o recórrelos con las teclas de flecha. Los bloques vacíos son repreguntas; los huecos claros, silencios de más de un segundo; los rombos, respuestas escritas.
line-spoken = La entrevista como una línea. { $here }
line-question = pregunta { $number }
line-probe = repregunta
line-typed = por escrito
line-silences = { $count ->
    [one] un silencio de más de un segundo
   *[other] { $count } silencios de más de un segundo
}

radar = Tus habilidades en torno a un círculo. { $values }
go-dimension = Mostrar lo que se dice de { $name }

review-coverage = Temas que debían surgir
coverage-help = En esta entrevista se espera que se hable de ellos, sea cual sea la pregunta. No cuentan para la puntuación.
came-up = Surgió
not-come-up = No surgió

shown-all = Todo
shown-asked = Preguntas
shown-answered = Tus respuestas
find = Buscar en lo que se dijo
find-hint = Buscar (Ctrl+F)
find-none = Sin resultados
find-count = { $at } de { $count }
find-previous = Anterior
find-next = Siguiente
resting = Esto sustenta:
resting-named = Esto sustenta: { $name }. Mostrarlo

say-turn = Oírlo de nuevo
say-turn-named = Oír de nuevo: { $words }
say-now = Suena ahora
say-stop = Parar
say-next = Próximo turno
say-silent = No hay ningún altavoz, así que no se puede oír nada de nuevo
say-failed = No se puede oír esto de nuevo: { $why }

range-pace = La franja es lo que Speaker Coach, de Microsoft, aconseja para las presentaciones: de 100 a 165 palabras por minuto (Microsoft Support, Suggestions from Speaker Coach).
range-talk-ratio = Ningún rango se basa en datos fiables. A quienes entrevistan se les suele aconsejar que dejen alrededor del 80 % a quien responde (HighMatch, 2022).
range-latency = La franja es la de la conversación cotidiana: en diez lenguas, la espera media es de menos de medio segundo (Stivers y otros, 2009). Una pregunta de entrevista bien puede pedir más reflexión.
range-pauses = Los silencios de más de un segundo son propios del habla espontánea (Campione y Véronis, 2002). No hay una cantidad habitual.
range-fillers = La franja va de lo que se aconseja, una por minuto, a la media, cinco (Zandan, 2018, Harvard Business Review).
range-spoken = { $name }: { $value }. Lo habitual es de { $from } a { $to }.

history-list = Entrevistas
history-over-time = Evolución
history-search = Buscar en tus entrevistas
history-search-hint = Busca en título, puesto y objetivo (Ctrl+F)
history-none = Busca algo más corto o pulsa «Ver todo».
history-found = { $count ->
    [one] Se encontró una entrevista
   *[other] Se encontraron { $count } entrevistas
}
scored-yes = Con puntuación
scored-no = Sin puntuación
sort = Orden
sort-newest = Nuevas primero
sort-oldest = Antiguas primero
sort-best = Mejores primero
sort-title = Por título
more = Más
less = Menos
more-named = Más para { $title }, { $held }
less-named = Menos para { $title }, { $held }
again-named = Practicar de nuevo: { $title }, { $held }
export-html-named = Crear una página web de { $title }, { $held }
export-table-named = Crear una tabla de { $title }, { $held }
export-transcript-named = Crear los subtítulos de { $title }, { $held }
practise-gone = «{ $title }» ya no está, así que no se puede practicar de nuevo

progress-last = Últimas doce
progress-all = Todas
progress-scenario = Cualquier entrevista
progress-empty = Cuando se hayan evaluado entrevistas, aquí se ven sus puntuaciones a lo largo del tiempo.
progress-help = Un punto más grande se basa en más palabras tuyas. Una línea une tres puntos o más.
progress-different = Cada forma es otra entrevista. En cada una se hicieron otras preguntas, así que compara primero dentro de una misma forma.
progress-none-here = En estas entrevistas no se evaluó nada.
progress-none = { $name }: aún sin evaluar
progress-one = { $name }: { $score } en una entrevista
progress-many = { $name }: de { $first } a { $last } en { $count } entrevistas
progress-few = Muy pocas para ver una evolución
progress-point = Señala una entrevista o recórrelas con las teclas de flecha
progress-said = { $score } de 10 en { $title }, { $held }, certeza { $confidence } %
progress-spoken = { $words }. { $here }
