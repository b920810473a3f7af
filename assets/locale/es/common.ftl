# Words that more than one screen uses.

app-name = Greenroom
you = Tú
choose = Elegir
close = Cerrar
open = Abrir
delete = Borrar
keep = Conservar
retry = Reintentar
quit = Salir
go-title = Inicio
go-setup = Empezar una entrevista
go-history = Entrevistas pasadas
go-back = Atrás
what-to-do = Qué puedes hacer
details = Para informar de este problema: { $details }
percent = { $value } %
not-assessed = Sin evaluar
not-yet = Aún no

delete-title = ¿Borrar esta entrevista?
delete-words = «{ $title }» se borra con todo lo que le pertenece: las palabras, el sonido y el informe. Esto no se puede deshacer.
delete-yes = Borrar para siempre

toast-good = Hecho
toast-note = Aviso
toast-bad = No se pudo hacer
toast-close = Cerrar el mensaje: { $text }

boot-lead = Preparando la sala
boot-content = Escenarios y preguntas
boot-store = Tus entrevistas pasadas
boot-room = La sala
boot-person = Quien te entrevista
boot-shaders = Luz y color
boot-devices = Micrófono y altavoz
step-waiting = En espera
step-running = En curso
step-done = Listo

fault-title = Greenroom no puede continuar
fault-lead = No se pierde nada de lo que dijiste o escribiste.
fault-room = No se puede cargar la sala «{ $file }»
fault-body = No se puede cargar «{ $file }», el cuerpo de quien entrevista
fault-stiff-body = «{ $file }», el cuerpo de quien entrevista, no se puede mover
fault-stiff-body-why = No tiene ni una articulación llamada «head» ni una malla que contenga formas con nombre
fault-driver = Falló el controlador gráfico, así que la sala ya no se dibuja
fault-content = No hay ninguna entrevista que hacer
fault-data = No se pueden guardar tus entrevistas
fault-store = No se pueden abrir tus entrevistas pasadas
fault-threads = Greenroom no puede iniciar sus procesos auxiliares
failed-report = No se puede mostrar el informe
failed-history = No se pueden leer tus entrevistas pasadas
no-report = Aún no hay ningún informe
remedy-again = Reintenta o vuelve atrás
remedy-reinstall = Vuelve a instalar Greenroom para que su carpeta de recursos esté completa
remedy-other-body = Usa un cuerpo hecho para Greenroom, o uno que tenga las formas y articulaciones que enumera el archivo README
remedy-lower-quality = Inicia de nuevo con una calidad más baja (--quality low); la entrevista hasta este punto se conserva
remedy-content = Ejecuta «greenroom content check» y corrige lo que indique, o vuelve a instalar Greenroom
remedy-data = Inicia con --data y una carpeta tuya
remedy-other-window = Sigue en la ventana que está abierta, o ciérrala e inténtalo de nuevo
remedy-other-copy = Cierra las demás copias de Greenroom, o inicia con --data y otra carpeta
remedy-less-load = Cierra otros programas e inténtalo de nuevo
remedy-first-interview = Haz primero una entrevista
said-deleted = La entrevista se borró para siempre
said-exported = Guardado en { $path }
