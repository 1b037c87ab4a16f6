from sofra.project.database import sqlcipher
from sofra.project.database.numberless import SchemaEditor


class DatabaseWrapper(sqlcipher.DatabaseWrapper):
    side = "floor"
    SchemaEditorClass = SchemaEditor
