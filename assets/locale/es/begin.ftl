# Title and setup.

title-lead = Un lugar tranquilo para practicar antes de que cuente
go-history-count = { $count ->
    [0] Entrevistas pasadas
   *[other] Entrevistas pasadas ({ $count })
}
interrupted-title = Esta entrevista quedó interrumpida
interrupted-facts = { $answered ->
    [0] Inicio: { $began }. Aún no se respondió ninguna pregunta.
    [one] Inicio: { $began }. Se respondió una pregunta.
   *[other] Inicio: { $began }. Se respondieron { $answered } preguntas.
}
resume = Reanudar
finish = Terminar y ver el informe
equipment-speak = El micrófono y el reconocimiento de voz están listos. Puedes hablar o escribir.
equipment-no-model = Hay un micrófono, pero aún no hay modelo de voz. Puedes escribir tus respuestas.
equipment-no-microphone = No se encontró ningún micrófono. Puedes escribir tus respuestas.
equipment-voice = Quien te entrevista te habla.
equipment-silent = No se encontró ningún altavoz. Lees lo que dice quien te entrevista.
equipment-offline = Todo se queda en este equipo.

setup-title = Prepara tu entrevista
setup-scenario = ¿Qué quieres practicar?
setup-loading = Leyendo los escenarios…
setup-empty-title = Aún no hay escenarios
setup-empty = Los escenarios son archivos de la carpeta «scenarios». Pon uno allí e inicia de nuevo el programa.
scenario-facts = { $employer } · { $minutes } min · { $level } · { $grade }
scenario-facts-made = Con las preguntas sobre { $employer } · { $minutes } min · { $level } · { $grade }
content-problems = { $count ->
    [one] Un problema en tu propio contenido
   *[other] { $count } problemas en tu propio contenido
}
content-problems-more = Hay más: ejecuta «greenroom content check» para verlos todos.
scenario-skills = También se practica: { $skills }
search = Buscar entrevistas
search-hint = Busca un puesto, una empresa o una habilidad
filter-any = Todo
filter-sector = Sector
filter-level = Nivel
filter-grade = Dificultad
filter-length = Duración
filter-kind = Tipo
filter-skill = Habilidad
filter-at-most = Hasta { $minutes } min
filter-clear = Ver todo
catalogue-count = { $shown ->
    [one] Una de { $all } entrevistas
   *[other] { $shown } de { $all } entrevistas
}
catalogue-made = Busca un puesto para que se prepare una entrevista a su medida.
catalogue-none-title = Nada coincide
catalogue-none = Busca algo más corto o pulsa «Ver todo».
sector-engineering = Ingeniería
sector-finance = Finanzas
sector-general = Cualquier sector
sector-healthcare = Salud
sector-logistics = Logística
sector-manufacturing = Industria
sector-software = Software
level-any = cualquier nivel
level-junior = primeros años
level-mid = con experiencia
level-senior = sénior
level-lead = con equipo a cargo
grade-easy = fácil
grade-medium = media
grade-hard = difícil
kind-interview = Entrevista
kind-role-play = Juego de roles
kind-panel = Panel
setup-persona = ¿Quién se sentará frente a ti?
setup-persona-none = Elige primero qué practicar
setup-you = Sobre ti
name = Tu nombre
name-hint = Como quieres que te llamen
name-help = Puedes dejarlo vacío
resume-text = Tu currículum
resume-hint = Pega aquí tu currículum o elige su archivo
resume-help = Quien te entrevista pregunta por lo que contiene. Puedes dejarlo vacío.
job-text = La descripción del puesto
job-hint = Pega aquí la oferta de empleo o elige su archivo
job-help = Las preguntas se adaptan a ella. Puedes dejar esto vacío.
choose-file = Elegir un archivo
file-kinds = PDF, Word y texto
file-none = PDF, Word o texto. También puedes soltarlo en cualquier lugar de esta página.
file-reading = Leyendo { $name }…
file-read = De { $name }. Puedes corregirlo arriba.
drop-here = Suéltalo y se leerá
document-too-long = { $over ->
    [one] Sobra un carácter. Acorta el texto, por favor.
   *[other] Sobran { $over } caracteres. Acorta el texto, por favor.
}
setup-manner = ¿Cómo quieres que sea?
patience = Paciencia de quien te entrevista
patience-usual = La habitual
patience-more = Más tiempo para pensar
patience-most = Todo el tiempo posible
volume = Volumen de quien te entrevista
headset = Uso auriculares
headset-help = Así puedes interrumpir de viva voz. Sin ellos, el micrófono se cierra mientras habla quien te entrevista, para que el programa no se oiga a sí mismo.
setup-ears = ¿Cómo se te entiende?
ears-used = El modelo de voz { $model } entiende tus palabras en este equipo.
ears-none = Aún no hay modelo de voz, así que escribes tus respuestas. Se descarga una sola vez y, desde entonces, tu voz se queda en este equipo.
ears-named-broken = No se puede usar el modelo de voz { $file }, con el que se inició Greenroom. Escribes tus respuestas.
ears-impossible = Esta copia de Greenroom se creó sin reconocimiento de voz. Escribes tus respuestas.
ears-facts-slow = { $size } MiB, para equipos lentos
ears-facts-usual = { $size } MiB, para casi todos los equipos
ears-facts-fast = { $size } MiB, más exacto, para equipos rápidos
ears-others = Modelos de voz
ears-in-use = En uso
ears-get = Obtener
ears-get-spoken = Obtener el modelo de voz { $model }, { $size } MiB
ears-get-size = Obtener ({ $size } MiB)
ears-get-rest = Obtener el resto
ears-get-rest-spoken = Obtener el resto del modelo de voz { $model }
ears-use = Usarlo
ears-use-spoken = Usar el modelo de voz { $model }
ears-fetching = Obteniendo el modelo de voz { $model }
ears-checking = Comprobando el modelo de voz { $model }
ears-far = { $done } de { $of } MiB
ears-cancel = Parar
ears-failed = El modelo de voz { $model } no está disponible
ears-leave = Dejarlo
ears-offer-title = ¿Quieres responder hablando?
ears-offer = Para entenderte, Greenroom necesita un modelo de voz, que se descarga una sola vez de huggingface.co. Tu voz se queda en este equipo.
ears-offer-no-microphone = Para eso hacen falta un micrófono y un modelo de voz, que se descarga una sola vez de huggingface.co. Tu voz se queda en este equipo.
ears-not-now = Ahora no
said-model = El modelo de voz { $model } está aquí, ya comprobado. Se usa a partir de ahora.
setup-summary = { $title }, { $minutes } min, con { $persona }
setup-choose = Elige qué practicar y con quién
setup-preparing = Preparando tus preguntas…
begin = Empezar la entrevista
