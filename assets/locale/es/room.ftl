# In the room.

your-part = Tú
your-aim = Tu objetivo
question-of = Pregunta { $number } de { $of }
planned = de { $minutes } min
time-used = Tiempo usado
pause = Pausa
continue = Seguir
end = Fin…
repeat = Que lo repita
thinking = Estoy pensando
done = Esa es mi respuesta
interrupt = ¿Puedo interrumpir?
skip = Saltar
undo = Retirar mi respuesta
captions = Subtítulos
send = Enviar

floor-ready = A punto de empezar
floor-speaking = Habla { $interviewer }
floor-listening = Escuchándote
floor-time = Tómate tu tiempo
floor-writing = Anotando
floor-thinking = Pensando
floor-paused = En pausa
floor-judging = Leyendo tus respuestas

meter = Micrófono: { $level }
meter-silent = silencio
meter-good = buen nivel
meter-loud = muy alto

answer-label = Tu respuesta
answer-hint = Escribe tu respuesta; Shift+Enter para pasar de línea
answer-hint-wait = Ya puedes escribir; envía cuando sea tu turno
note-no-microphone = No se encontró ningún micrófono: escribe tus respuestas abajo
note-no-model = Aún no hay ningún modelo de voz instalado: escribe tus respuestas abajo

paused-title = En pausa
paused-words = El reloj está parado y nadie escucha. Sigue cuando quieras.
end-title = ¿Terminar aquí la entrevista?
end-words = Tus respuestas se conservan, también lo que dices ahora, y recibes un informe sobre ellas. Las demás preguntas no se hacen y no cuentan ni a favor ni en contra. Después ya no se puede continuar esta entrevista.
end-yes = Terminar y ver el informe
end-no = Seguir
judging-title = Eso fue todo
judging-words = Leyendo tus respuestas una vez más…
time-left = { $minutes ->
    [0] Ya no empezará otra pregunta
    [one] Queda un minuto para preguntas
   *[other] Quedan { $minutes } minutos para preguntas
}
over-completed = Se han hecho todas las preguntas.
over-stopped = La terminaste aquí. Lo que dijiste cuenta.
over-time = El tiempo se agotó. Lo que no se preguntó no cuenta ni a favor ni en contra.
over-idle = Durante mucho tiempo nadie respondió. Lo dicho antes cuenta.
over-succeeded = Lograste lo que se buscaba.
over-failed = Terminó sin lograr su objetivo. El informe dice qué faltaba.
over-outage = Un fallo del programa la terminó. Lo que dijiste cuenta.
