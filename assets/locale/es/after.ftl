# Report and history.

review-title = Tu informe
review-loading = Abriendo el informe…
practise-again = Practicar de nuevo
export-html = Página web…
export-transcript = Subtítulos…

overall = Puntuación global
overall-facts = { $held } · { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
} · con { $interviewer }
out-of-ten = de 10
overall-none = Sin puntuación global
overall-none-why = En las respuestas hubo demasiado poco para evaluarlas con justicia. Eso no es un veredicto sobre ti.
confidence-low = Se basa en poco, así que tómalo como una primera impresión
confidence-fair = Se basa en varios pasajes de tus respuestas
confidence-high = Se basa en muchos pasajes de tus respuestas
spread-small = Tus respuestas fueron más o menos igual de sólidas (difieren en { $spread } puntos)
spread-some = Algunas respuestas fueron más sólidas que otras (difieren en { $spread } puntos)
spread-runs-small = Cada vez que se evaluó, el resultado fue parecido (con { $spread } puntos de diferencia)
spread-runs-large = Se evaluó varias veces y el resultado no fue igual (difiere en { $spread } puntos): tómalo con cautela
spread-large = Tus respuestas fueron muy desiguales (difieren en { $spread } puntos), así que mira cada una
ended-completed = Has pasado por todas las preguntas previstas. Mira qué conviene mejorar y vuelve a practicar cuando quieras.
ended-stopped = Terminaste la entrevista antes de tiempo. El informe abarca lo que se dijo hasta entonces; las preguntas que quedaron no cuentan ni a favor ni en contra.
ended-time = El tiempo se agotó antes de la última pregunta. Lo que no se preguntó no cuenta ni a favor ni en contra; con respuestas más breves cabe.
ended-idle = La entrevista terminó porque durante mucho tiempo no se dijo nada. El informe abarca lo anterior; una pausa no tiene límite.
ended-succeeded = Lograste lo que se buscaba en la escena. Más abajo se ve con qué palabras.
ended-failed = La escena terminó sin lograr su objetivo. Mira más abajo qué faltaba y vuelve a intentarla.

review-objective = Para qué estabas ahí
objective-reached = Logrado
objective-missed = No logrado esta vez
objective-open = Sin decidir
criterion-said = Dicho
criterion-not-said = No dicho
criterion-breach = Jugó en tu contra

review-skills = Tus habilidades
level-one = Aún no visible
level-two = Inicial
level-three = Competente
level-four = Fuerte
level-five = Sobresaliente
score-of = { $name }: { $score } de 10
score-none = { $name }: sin evaluar
quote = «{ $words }»
quote-go = «{ $words }» Ver en la transcripción

went-well = Lo que salió bien
went-well-none = Aún no destacó nada. Eso cambia con la práctica.
went-okay = Lo que fue aceptable
went-okay-none = Nada intermedio
needs-improvement = En qué trabajar
needs-improvement-none = Nada que destaque

review-plan = Antes de tu próxima entrevista
plan-none = Sin pasos: hubo demasiado poco en que basarse
read-more = Leer más: { $place }
resource = Dónde seguir: { $resource }

review-answers = Respuesta por respuesta
show-turn = Ver en la transcripción
show-turn-named = Ver en la transcripción: { $question }
star-situation = Situación
star-task = Tarea
star-action = Acción
star-result = Resultado
star-missing = No se oyó
gaps = Queda por decir: { $gaps }
gap-situation = dónde y cuándo fue
gap-task = qué había que lograr
gap-action = qué hiciste
gap-result = qué resultó de ello
gap-ownership = tu propia parte
gap-specifics = detalles que se puedan comprobar
gap-reasoning = tus razones
gap-reflection = qué aprendiste
gap-relevance = una respuesta a esta pregunta
missing = Una respuesta completa también habría mencionado

review-delivery = Cómo lo dijiste
pace = Ritmo
pace-value = { $words } palabras por minuto
talk-ratio = Tu parte de la conversación
latency = Tiempo antes de responder
seconds-value = { $seconds } segundos
pauses = Pausas en las respuestas
pauses-value = { $count }, la más larga de { $longest } segundos
fillers = Muletillas
fillers-value = { $count } por minuto
not-measured = Sin medir: { $why }
delivery-note = Son medidas, no notas. No cuentan para la puntuación.

review-sources = Quién evaluó y cómo
source = { $name } ({ $engine })
source-asked = Preguntas
source-judged = Evaluación
source-heard = Escucha
source-spoke = Voz
source-typed = Escribiste tus respuestas
source-silent = Sin sonido
fell-back = Hubo una sustitución: { $why }
tokens = Se intercambiaron { $tokens } tokens con modelos de lenguaje
cost = Eso costó { $usd } dólares estadounidenses ({ $prices })
judged-note = Cada valoración se apoya en palabras tuyas que se citan arriba. Nunca se evalúan el aspecto, la voz ni el acento.

transcript = Lo que se dijo
turn-shown = · se ve aquí

history-title = Entrevistas pasadas
history-loading = Buscando tus entrevistas…
history-empty-title = Aún no hay nada aquí
history-empty = Aquí aparecen tus entrevistas con sus informes. La primera dura unos veinte minutos.
history-count = { $count ->
    [one] Una entrevista
   *[other] { $count } entrevistas
}
column-date = Fecha
column-scenario = Entrevista
column-length = Duración
column-score = Puntuación
column-state = Estado
minutes-short = { $minutes } min
score-short = { $score } de 10
state-completed = Completada
state-early = Fin anticipado
state-interrupted = Interrumpida
state-judging = En evaluación
open-named = Abrir { $title }, { $held }
resume-named = Reanudar { $title }, { $held }
delete-named = Borrar { $title }, { $held }
page-newer = Más nuevas
page-older = Más antiguas
page-of = Página { $page } de { $pages }
ended-outage = La entrevista tuvo que terminar por un fallo del programa, no por ti. El informe abarca lo que se dijo hasta entonces.
unsaved-title = Este informe aún no está guardado
unsaved-remedy = Libera espacio o cierra el otro programa e inténtalo de nuevo. Hasta entonces se conserva mientras Greenroom esté abierto
said-saved = El informe está guardado
